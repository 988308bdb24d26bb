package dev.estrade.catalog.webhook;

import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {
    @Bean
    RecurringJob webhookLogSweep(Deliveries deliveries, WebhookProperties settings) {
        return new RecurringJob(
                "webhook log sweep", Duration.ofHours(1), () -> deliveries.forgetSettledOlderThan(settings.logKept()));
    }
}
