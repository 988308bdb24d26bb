package dev.estrade.catalog.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PostPropertiesTests {

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(bind(Map.of("estrade.posts.public-url", "https://video.example/")))
                .isEqualTo(new PostProperties(URI.create("https://video.example/"), null, Duration.ofHours(12), 60));
    }

    @Test
    void bindsEverySetting() {
        assertThat(bind(Map.of(
                        "estrade.posts.public-url", "https://video.example",
                        "estrade.posts.cdn-domain", "cdn.example",
                        "estrade.posts.longest-live", "2h",
                        "estrade.posts.messages-per-minute", "9")))
                .isEqualTo(
                        new PostProperties(URI.create("https://video.example"), "cdn.example", Duration.ofHours(2), 9));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> bind(Map.of("estrade.posts.longest-live", "2h")))
                .hasRootCauseMessage("Set ESTRADE_PUBLIC_URL to the gateway's address, such as https://host");
        assertThatThrownBy(
                        () -> bind(Map.of("estrade.posts.public-url", "https://h", "estrade.posts.longest-live", "0s")))
                .hasRootCauseMessage("ESTRADE_LONGEST_LIVE is at least 1s");
    }

    private static PostProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("estrade.posts", PostProperties.class)
                .get();
    }
}
