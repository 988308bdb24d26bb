package dev.estrade.support.stream;

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

class StreamPropertiesTests {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new StreamProperties(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(1),
                        20));
    }

    @Test
    void bindsEverySetting() {
        Map<String, String> settings = Map.of(
                "estrade.streams.heartbeat", "5s",
                "estrade.streams.poll", "4s",
                "estrade.streams.pace", "3s",
                "estrade.streams.settle", "2s",
                "estrade.streams.retry", "6s",
                "estrade.streams.per-user", "7");

        assertThat(bind(settings))
                .isEqualTo(new StreamProperties(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(6),
                        7));
    }

    @Test
    void refusesNoStreamsAndNoPause() {
        assertThatThrownBy(() -> bind(Map.of("estrade.streams.per-user", "0"))).isInstanceOf(BindException.class);
        assertThatThrownBy(() -> bind(Map.of("estrade.streams.poll", "0s"))).isInstanceOf(BindException.class);
    }

    private static StreamProperties bind(Map<String, String> settings) {
        try (LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean()) {
            validator.afterPropertiesSet();
            return new Binder(new MapConfigurationPropertySource(settings))
                    .bindOrCreate(
                            "estrade.streams",
                            Bindable.of(StreamProperties.class),
                            new ValidationBindHandler(validator));
        }
    }
}
