package dev.estrade.catalog.notification;

import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Notifications do not stay for ever. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class Forgetting {

    @Bean
    RecurringJob notificationForgetting(Notifications notifications, NotificationProperties settings) {
        return new RecurringJob("notification forgetting", Duration.ofHours(1), () -> {
            Instant now = Instant.now();
            return notifications.forget(now.minus(settings.keptRead()), now.minus(settings.kept()));
        });
    }
}
