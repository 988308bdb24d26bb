package dev.estrade.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TranscodePropertiesTests {

    @Test
    void runsOneEncoderPerCoreUnlessToldOtherwise() {
        TranscodeProperties settings = bind(Map.of());

        assertThat(settings.encoders()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.lives()).isEqualTo(settings.encoders());
        assertThat(settings.preset()).isEqualTo("veryfast");
        assertThat(settings.maxDuration()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void bindsEverySetting() {
        TranscodeProperties settings = bind(Map.of(
                "encoders",
                "3",
                "preset",
                "slow",
                "max-duration",
                "2h",
                "copy-compliant",
                "false",
                "lives",
                "4",
                "lease",
                "5s"));

        assertThat(settings)
                .isEqualTo(new TranscodeProperties(
                        3,
                        "slow",
                        Path.of("work"),
                        Path.of("programs"),
                        Duration.ofHours(2),
                        false,
                        4,
                        Duration.ofSeconds(5)));
    }

    @Test
    void refusesANegativeNumberOfEncodersOrLives() {
        assertThatThrownBy(() -> bind(Map.of("encoders", "-1"))).isInstanceOf(BindException.class);
        assertThatThrownBy(() -> bind(Map.of("lives", "-1"))).isInstanceOf(BindException.class);
    }

    private static TranscodeProperties bind(Map<String, String> given) {
        Map<String, String> all =
                new HashMap<>(Map.of("estrade.transcode.work-dir", "work", "estrade.transcode.ffmpeg-dir", "programs"));
        given.forEach((name, value) -> all.put("estrade.transcode." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("estrade.transcode", TranscodeProperties.class);
    }
}
