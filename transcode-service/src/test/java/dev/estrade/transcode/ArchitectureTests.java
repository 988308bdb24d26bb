package dev.estrade.transcode;

import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import dev.estrade.test.RouteTable;
import dev.estrade.test.api.ApiRoutes;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.hold("dev.estrade.transcode");
    }

    @Test
    void documentsItsErrors() {
        ErrorTable.documentsExactly("transcode-service", TranscodeProblem.values());
    }

    @Test
    void documentsWhoMayCallItsRoutes() {
        RouteTable.documentsExactly("transcode-service", "dev.estrade.transcode");
        ApiRoutes.documentExactly("transcode-service", "dev.estrade.transcode");
    }
}
