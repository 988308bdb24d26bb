package dev.estrade.catalog;

import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import dev.estrade.test.RouteTable;
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

    @Test
    void documentsWhoMayCallItsRoutes() {
        RouteTable.documentsExactly("catalog-service", "dev.estrade.catalog");
    }
}
