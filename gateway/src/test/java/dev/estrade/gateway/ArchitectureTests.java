package dev.estrade.gateway;

import dev.estrade.support.playbacktoken.DownloadTokenProblem;
import dev.estrade.support.playbacktoken.PlaybackTokenProblem;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.test.ErrorTable;
import dev.estrade.test.HouseRules;
import dev.estrade.test.api.ApiRoutes;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.hold("dev.estrade.gateway");
    }

    @Test
    void documentsItsErrors() {
        ErrorTable.documentsExactly("gateway", GatewayProblem.values());
        ErrorTable.documentsExactly("gateway, playback-service", tokenProblems());
    }

    @Test
    void documentsItsOwnRoutes() {
        ApiRoutes.documentExactly("gateway", "dev.estrade.gateway");
    }

    private static ProblemCode[] tokenProblems() {
        return Stream.<ProblemCode[]>of(PlaybackTokenProblem.values(), DownloadTokenProblem.values())
                .flatMap(Arrays::stream)
                .toArray(ProblemCode[]::new);
    }
}
