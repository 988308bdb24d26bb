package dev.estrade.upload;

import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import dev.estrade.test.RouteTable;
import dev.estrade.test.api.ApiRoutes;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.hold("dev.estrade.upload");
    }

    @Test
    void documentsItsErrors() {
        ErrorTable.documentsExactly("upload-service", UploadProblem.values());
    }

    @Test
    void documentsWhoMayCallItsRoutes() {
        RouteTable.documentsExactly("upload-service", "dev.estrade.upload");
        ApiRoutes.documentExactly("upload-service", "dev.estrade.upload");
    }
}
