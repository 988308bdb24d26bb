package dev.estrade.generation.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.generation.job.NamedResult;
import dev.estrade.generation.job.Report;
import dev.estrade.generation.job.Report.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReportsTests {

    @ParameterizedTest
    @CsvSource({
        "queued, QUEUED",
        "PENDING, QUEUED",
        "processing, PROCESSING",
        "in_progress, PROCESSING",
        "' Completed ', COMPLETED",
        "succeeded, COMPLETED",
        "failed, FAILED",
        "error, FAILED",
        "canceled, FAILED",
        "confused, UNKNOWN",
        "'', UNKNOWN"
    })
    void knowsWhatBackendsCallIt(String word, Outcome outcome) {
        assertThat(report("{\"status\": \"" + word + "\"}").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "images", "videos"})
    void findsTheResults(String list) {
        Report report = report("{\"status\": \"completed\", \"data\": {\"" + list
                + "\": [{\"url\": \"https://h/1.png\", \"width\": 8, \"height\": 9}, \"https://h/2.png\","
                + " {\"upload\": 3, \"duration\": 4.5}]}}");

        assertThat(report.results())
                .containsExactly(
                        new NamedResult("https://h/1.png", null, 8, 9, null),
                        new NamedResult("https://h/2.png", null, null, null, null),
                        new NamedResult(null, 3, null, null, 4.5));
    }

    @Test
    void passesOverWhatMakesNoSense() {
        Report report =
                report("{\"status\": 7, \"progress\": \"half\", \"data\": [1], \"error\": {\"message\": \"no\"},"
                        + " \"files\": [{\"url\": 5, \"width\": -1, \"height\": 1.5, \"duration\": -2}]}");

        assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(report.progress()).isNull();
        assertThat(report.results()).containsExactly(new NamedResult(null, null, null, null, null));
        assertThat(report.error()).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "0, 0", "42.9, 42", "1e9, 100"})
    void keepsProgressWithinBounds(String said, int progress) {
        assertThat(report("{\"status\": \"processing\", \"progress\": " + said + "}")
                        .progress())
                .isEqualTo(progress);
    }

    private static Report report(String json) {
        return Reports.of(JsonMapper.shared().readTree(json));
    }
}
