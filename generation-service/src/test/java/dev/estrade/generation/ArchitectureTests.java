package dev.estrade.generation;

import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import dev.estrade.test.RouteTable;
import dev.estrade.test.api.ApiRoutes;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.hold("dev.estrade.generation");
    }

    @Test
    void documentsItsErrors() {
        ErrorTable.documentsExactly("generation-service", GenerationProblem.values());
    }

    @Test
    void documentsWhoMayCallItsRoutes() {
        RouteTable.documentsExactly("generation-service", "dev.estrade.generation");
        ApiRoutes.documentExactly("generation-service", "dev.estrade.generation");
    }
}
