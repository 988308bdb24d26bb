package dev.estrade.catalog.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookPropertiesTests {
    private static final String KEYS = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Test
    void hasDefaults() {
        WebhookProperties settings = bind(Map.of());

        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.retries())
                .hasSize(9)
                .startsWith(Duration.ofSeconds(5), Duration.ofMinutes(5))
                .endsWith(Duration.ofHours(24));
        assertThat(settings.retryWindow()).isEqualTo(Duration.ofHours(72));
        assertThat(settings.secretOverlap()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.logKept()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.concurrency()).isEqualTo(4);
        assertThat(settings.encryptionKeys().currentId()).isEqualTo("k1");
        assertThat(settings.toString()).doesNotContain("MDEy");
    }

    @Test
    void bindsEverySetting() {
        WebhookProperties settings = bind(Map.of(
                "timeout", "1s",
                "lease", "2s",
                "retries", "3s, 4m",
                "retry-window", "5h",
                "secret-overlap", "6h",
                "log-kept", "7d",
                "concurrency", "8"));

        assertThat(settings)
                .isEqualTo(new WebhookProperties(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        List.of(Duration.ofSeconds(3), Duration.ofMinutes(4)),
                        Duration.ofHours(5),
                        Duration.ofHours(6),
                        Duration.ofDays(7),
                        8,
                        settings.encryptionKeys()));
    }

    @Test
    void refusesALeaseThatAnAttemptMayOutlive() {
        assertThatThrownBy(() -> bind(Map.of("timeout", "31s")))
                .hasRootCauseMessage("estrade.webhooks.lease must be at least twice estrade.webhooks.timeout");
    }

    private static WebhookProperties bind(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(Map.of("estrade.webhooks.encryption-keys", KEYS));
        given.forEach((name, value) -> settings.put("estrade.webhooks." + name, value));
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("estrade.webhooks", WebhookProperties.class)
                .get();
    }
}
