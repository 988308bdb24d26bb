package dev.estrade.playback.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

class DownloadRequestTests {
    @Test
    void livesForAQuarterOfAnHourUnlessAsked() {
        DownloadRequest request = DownloadRequest.of("u", "f.mp4", query(""));

        assertThat(request.ttl()).isEqualTo(Duration.ofMinutes(15));
        assertThat(request.rel()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "59, 60", "-5, 60", "900, 900", "3600, 3600", "3601, 3600"})
    void clampsTheTtl(String ttl, long seconds) {
        DownloadRequest request = DownloadRequest.of("u", "f.mp4", query("ttl=" + ttl + "&rel=t/c/m/l1"));

        assertThat(request.ttl()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(request.rel()).get().hasToString("t/c/m/l1");
    }

    @ParameterizedTest
    @CsvSource({"rel=t/c/m, rel", "rel=, rel", "rel=t/c/m/l&rel=t/c/m/l, rel", "ttl=, ttl", "ttl=1m, ttl"})
    void namesFaultyParameters(String query, String field) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> DownloadRequest.of("u", "f.mp4", query(query)));

        assertThat(refused.errors()).extracting(FieldProblem::field).containsExactly(field);
    }

    private static MultiValueMap<String, String> query(String text) {
        return UriComponentsBuilder.newInstance().query(text).build().getQueryParams();
    }
}
