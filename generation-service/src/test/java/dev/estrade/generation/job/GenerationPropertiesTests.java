package dev.estrade.generation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.generation.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;

class GenerationPropertiesTests {
    private static final String PREFIX = "estrade.generation";

    @Test
    void hasDefaults() {
        assertThat(Settings.bind(PREFIX, GenerationProperties.class, Map.of()))
                .isEqualTo(new GenerationProperties(
                        Duration.ofHours(2),
                        5,
                        30,
                        Duration.ofHours(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1)));
    }

    @Test
    void bindsEverySetting() {
        Map<String, String> settings = Map.of(
                "estrade.generation.deadline", "5m",
                "estrade.generation.running", "2",
                "estrade.generation.per-minute", "3",
                "estrade.generation.result-window", "10m",
                "estrade.generation.lease", "4s",
                "estrade.generation.poll", "50ms");

        assertThat(Settings.bind(PREFIX, GenerationProperties.class, settings))
                .isEqualTo(new GenerationProperties(
                        Duration.ofMinutes(5),
                        2,
                        3,
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(4),
                        Duration.ofMillis(50)));
    }

    @ParameterizedTest
    @CsvSource({"deadline, 7d", "deadline, 0s", "running, 0", "per-minute, 0", "result-window, 4d", "lease, 0s"})
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() ->
                        Settings.bind(PREFIX, GenerationProperties.class, Map.of("estrade.generation." + name, value)))
                .isInstanceOf(BindException.class);
    }
}
