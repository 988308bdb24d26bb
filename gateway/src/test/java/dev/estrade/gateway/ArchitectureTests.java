package dev.estrade.gateway;

import dev.estrade.support.playbacktoken.PlaybackTokenProblem;
import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.hold("dev.estrade.gateway");
    }

    @Test
    void documentsItsErrors() {
        ErrorTable.documentsExactly("gateway", GatewayProblem.values());
        ErrorTable.documentsExactly("gateway, playback-service", PlaybackTokenProblem.values());
    }
}
