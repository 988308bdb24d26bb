package dev.estrade.generation.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.generation.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.util.unit.DataSize;

class IngestPropertiesTests {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new IngestProperties(
                        List.of(), DataSize.ofGigabytes(1), Duration.ofMinutes(10), Duration.ofMinutes(15), 4));
    }

    @Test
    void bindsEverySetting() {
        assertThat(bind(Map.of(
                        "estrade.generation.results.hosts", "CDN.example, *.store.example",
                        "estrade.generation.results.max-size", "2MB",
                        "estrade.generation.results.timeout", "1m",
                        "estrade.generation.results.patience", "2m",
                        "estrade.generation.results.concurrency", "1")))
                .isEqualTo(new IngestProperties(
                        List.of("cdn.example", "*.store.example"),
                        DataSize.ofMegabytes(2),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        1));
    }

    @ParameterizedTest
    @CsvSource({"max-size, 6GB", "max-size, 0B", "timeout, 0s", "concurrency, 0"})
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("estrade.generation.results." + name, value)))
                .isInstanceOf(BindException.class);
    }

    private static IngestProperties bind(Map<String, String> settings) {
        return Settings.bind("estrade.generation.results", IngestProperties.class, settings);
    }
}
