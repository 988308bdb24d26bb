package dev.estrade.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class BatchPropertiesTests {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new BatchProperties(500, DataSize.ofGigabytes(5), Duration.ofHours(1), Duration.ofHours(24)));
    }

    @Test
    void bindsEverySetting() {
        Map<String, String> settings = Map.of(
                "estrade.upload.max-files", "7",
                "estrade.upload.max-size", "10MB",
                "estrade.upload.url-expiry", "5m",
                "estrade.upload.unclaimed-expiry", "2h");

        assertThat(bind(settings))
                .isEqualTo(
                        new BatchProperties(7, DataSize.ofMegabytes(10), Duration.ofMinutes(5), Duration.ofHours(2)));
    }

    @Test
    void refusesWhatIsNoDuration() {
        assertThatThrownBy(() -> bind(Map.of("estrade.upload.url-expiry", "soon")))
                .isInstanceOf(BindException.class);
    }

    private static BatchProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("estrade.upload", BatchProperties.class);
    }
}
