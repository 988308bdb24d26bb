package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FormationPropertiesTests {

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(bind(Map.of("estrade.formations.keep-replaced", "24h")))
                .isEqualTo(new FormationProperties(Duration.ofHours(24), Duration.ofHours(1)));
    }

    @Test
    void bindsEverySetting() {
        assertThat(bind(Map.of(
                        "estrade.formations.keep-replaced", "0s",
                        "estrade.formations.poster-window", "10m")))
                .isEqualTo(new FormationProperties(Duration.ZERO, Duration.ofMinutes(10)));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> bind(Map.of("estrade.formations.poster-window", "0s")))
                .hasRootCauseMessage(
                        "ESTRADE_KEEP_REPLACED_VIDEOS is a duration such as 24h or 0s, ESTRADE_POSTER_WINDOW one of 1s to 3d");
    }

    private static FormationProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("estrade.formations", FormationProperties.class)
                .get();
    }
}
