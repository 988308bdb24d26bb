package dev.estrade.upload.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class RecordingPropertiesTests {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new RecordingProperties(Duration.ofSeconds(60), 5));
    }

    @Test
    void bindsEverySetting() {
        assertThat(bind(Map.of("estrade.upload.recordings.lease", "30s", "estrade.upload.recordings.open", "2")))
                .isEqualTo(new RecordingProperties(Duration.ofSeconds(30), 2));
    }

    @Test
    void refusesWhatWouldEndEveryRecording() {
        assertThatThrownBy(() -> bind(Map.of("estrade.upload.recordings.lease", "0s")))
                .hasRootCauseMessage("ESTRADE_RECORDING_LEASE is at least 1s");
        assertThatThrownBy(() -> bind(Map.of("estrade.upload.recordings.open", "0")))
                .isInstanceOf(BindException.class);
    }

    private static RecordingProperties bind(Map<String, String> settings) {
        try (LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean()) {
            validator.afterPropertiesSet();
            return new Binder(new MapConfigurationPropertySource(settings))
                    .bindOrCreate(
                            "estrade.upload.recordings",
                            Bindable.of(RecordingProperties.class),
                            new ValidationBindHandler(validator));
        }
    }
}
