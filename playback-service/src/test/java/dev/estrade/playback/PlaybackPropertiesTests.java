package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PlaybackPropertiesTests {

    @Test
    void hasTheDocumentedDefaults() {
        PlaybackProperties settings = bind(Map.of("estrade.playback.public-url", "https://video.example/"));

        assertThat(settings.tokenExpiry()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.tokensPerMinute()).isEqualTo(60);
        assertThat(settings.address("/hls2")).isEqualTo("https://video.example/hls2");
    }

    @Test
    void bindsEverySetting() {
        PlaybackProperties settings = bind(Map.of(
                "estrade.playback.public-url", "https://video.example",
                "estrade.playback.token-expiry", "300",
                "estrade.playback.tokens-per-minute", "7"));

        assertThat(settings.tokenExpiry()).isEqualTo(Duration.ofSeconds(300));
        assertThat(settings.tokensPerMinute()).isEqualTo(7);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> bind(Map.of("estrade.playback.public-url", "video")))
                .hasRootCauseMessage("Set ESTRADE_PUBLIC_URL to the gateway's address, such as https://host");
    }

    private static PlaybackProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("estrade.playback", PlaybackProperties.class)
                .get();
    }
}
