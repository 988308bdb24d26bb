package dev.estrade.playback.publicfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PublicFilePropertiesTests {

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(bind(Map.of("estrade.public-files.media-max-age", "1h")))
                .isEqualTo(new PublicFileProperties(Duration.ofHours(1), Duration.ofMinutes(1)));
    }

    @Test
    void bindsEverySetting() {
        assertThat(bind(Map.of(
                        "estrade.public-files.media-max-age", "2d",
                        "estrade.public-files.presentation-max-age", "0s")))
                .isEqualTo(new PublicFileProperties(Duration.ofDays(2), Duration.ZERO));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> bind(Map.of("estrade.public-files.media-max-age", "-1s")))
                .hasRootCauseMessage(
                        "ESTRADE_MEDIA_MAX_AGE and ESTRADE_PRESENTATION_MAX_AGE are durations such as 1h or 0s");
    }

    private static PublicFileProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("estrade.public-files", PublicFileProperties.class)
                .get();
    }
}
