package dev.estrade.catalog;

import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import dev.estrade.test.RouteTable;
import dev.estrade.test.api.ApiRoutes;
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
        ApiRoutes.documentExactly("catalog-service", "dev.estrade.catalog");
    }
}
