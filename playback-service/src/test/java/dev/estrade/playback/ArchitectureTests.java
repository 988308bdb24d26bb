package dev.estrade.playback;

import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import dev.estrade.test.RouteTable;
import dev.estrade.test.api.ApiRoutes;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.hold("dev.estrade.playback");
    }

    @Test
    void documentsItsErrors() {
        ErrorTable.documentsExactly("playback-service", PlaybackProblem.values());
    }

    @Test
    void documentsWhoMayCallItsRoutes() {
        RouteTable.documentsExactly("playback-service", "dev.estrade.playback");
        ApiRoutes.documentExactly("playback-service", "dev.estrade.playback");
    }
}
