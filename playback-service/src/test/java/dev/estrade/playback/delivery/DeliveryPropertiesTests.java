package dev.estrade.playback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DeliveryPropertiesTests {

    @Test
    void hasTheDocumentedDefaults() {
        DeliveryProperties settings = bind(Map.of(
                "estrade.delivery.cdn-url",
                "",
                "estrade.delivery.cdn-secret",
                "",
                "estrade.delivery.relay-folder",
                ""));

        assertThat(settings)
                .isEqualTo(new DeliveryProperties(
                        DeliveryProperties.Mode.RELAY,
                        Duration.ofMinutes(15),
                        null,
                        null,
                        DataSize.ofMegabytes(512),
                        null));
        assertThat(settings.direct()).isFalse();
    }

    @Test
    void bindsEverySetting() {
        DeliveryProperties settings = bind(Map.of(
                "estrade.delivery.mode", "direct",
                "estrade.delivery.url-life", "48h",
                "estrade.delivery.cdn-url", "https://cdn.example",
                "estrade.delivery.cdn-secret", "s3cret",
                "estrade.delivery.relay-cache", "1GB",
                "estrade.delivery.relay-folder", "cache"));

        assertThat(settings)
                .isEqualTo(new DeliveryProperties(
                        DeliveryProperties.Mode.DIRECT,
                        Duration.ofHours(48),
                        URI.create("https://cdn.example"),
                        "s3cret",
                        DataSize.ofGigabytes(1),
                        Path.of("cache")));
        assertThat(settings.direct()).isTrue();
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "url-life, 59s, ESTRADE_DELIVERY_URL_LIFE is 1m to 7d",
        "url-life, 8d, ESTRADE_DELIVERY_URL_LIFE is 1m to 7d",
        "cdn-url, https://cdn.example, ESTRADE_DELIVERY_CDN_URL and ESTRADE_DELIVERY_CDN_SECRET belong together",
        "relay-cache, 1MB, ESTRADE_RELAY_CACHE is at least 4MB"
    })
    void saysWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("estrade.delivery." + name, value)))
                .hasRootCauseMessage(message);
    }

    private static DeliveryProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("estrade.delivery", DeliveryProperties.class);
    }
}
