package dev.estrade.catalog.notification;

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

class NotificationPropertiesTests {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new NotificationProperties(Duration.ofDays(90), Duration.ofDays(365)));
    }

    @Test
    void bindsEverySetting() {
        assertThat(bind(Map.of("estrade.notifications.kept-read", "2d", "estrade.notifications.kept", "3d")))
                .isEqualTo(new NotificationProperties(Duration.ofDays(2), Duration.ofDays(3)));
    }

    @Test
    void refusesToForgetAtOnce() {
        assertThatThrownBy(() -> bind(Map.of("estrade.notifications.kept", "5s")))
                .isInstanceOf(BindException.class);
    }

    private static NotificationProperties bind(Map<String, String> settings) {
        try (LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean()) {
            validator.afterPropertiesSet();
            return new Binder(new MapConfigurationPropertySource(settings))
                    .bindOrCreate(
                            "estrade.notifications",
                            Bindable.of(NotificationProperties.class),
                            new ValidationBindHandler(validator));
        }
    }
}
