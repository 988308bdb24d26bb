package dev.estrade.catalog;

import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.hold("dev.estrade.catalog");
    }

    @Test
    void documentsItsErrors() {
        ErrorTable.documentsExactly("catalog-service", CatalogProblem.values());
    }
}
