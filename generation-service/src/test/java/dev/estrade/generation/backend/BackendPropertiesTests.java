package dev.estrade.generation.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.generation.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;

class BackendPropertiesTests {
    private static final Map<String, String> LEAST = Map.of(
            "estrade.generation.backend.url", "http://backend:5000/",
            "estrade.generation.backend.public-url", "https://video.example/");

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new BackendProperties(
                        URI.create("http://backend:5000/"),
                        URI.create("https://video.example/"),
                        Duration.ofSeconds(10),
                        8,
                        List.of(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(60)),
                        Duration.ofSeconds(60),
                        2,
                        8));
    }

    @Test
    void bindsEverySetting() {
        BackendProperties bound = bind(Map.of(
                "timeout", "3s",
                "concurrency", "2",
                "retries", "1s, 2s",
                "silence", "5s",
                "resends", "1",
                "upload-urls", "0"));

        assertThat(bound)
                .isEqualTo(new BackendProperties(
                        bound.url(),
                        bound.publicUrl(),
                        Duration.ofSeconds(3),
                        2,
                        List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                        Duration.ofSeconds(5),
                        1,
                        0));
    }

    @Test
    void joinsAddressesWithOneSlash() {
        assertThat(bind(Map.of()).at("/api/images/generate"))
                .isEqualTo(URI.create("http://backend:5000/api/images/generate"));
        assertThat(bind(Map.of()).callback("video")).isEqualTo("https://video.example/api/webhooks/video-completion");
    }

    @ParameterizedTest
    @CsvSource({"url, ''", "public-url, nowhere", "timeout, 0s", "concurrency, 0", "resends, -1", "upload-urls, 101"})
    void refusesWhatMakesNoSense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(name, value))).isInstanceOf(BindException.class);
    }

    private static BackendProperties bind(Map<String, String> some) {
        Map<String, String> settings = new HashMap<>(LEAST);
        some.forEach((name, value) -> settings.put("estrade.generation.backend." + name, value));
        return Settings.bind("estrade.generation.backend", BackendProperties.class, settings);
    }
}
