package dev.estrade.catalog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.fact.Fact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookEndpointTests {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final WebhookEndpoint endpoint =
            WebhookEndpoint.of("e1", URI.create("https://shop.example/"), Set.of(Fact.Type.LESSON_READY), "s1", NOW);

    @Test
    void signsWithTheOldSecretUntilTheOverlapEnds() {
        WebhookEndpoint rotated = endpoint.rotated("s2", NOW, DAY);

        assertThat(rotated.secretsAt(NOW.plus(DAY).minusMillis(1))).containsExactly("s2", "s1");
        assertThat(rotated.secretsAt(NOW.plus(DAY))).containsExactly("s2");
    }

    @Test
    void keepsTheOverlapOfEachRotation() {
        WebhookEndpoint twice = endpoint.rotated("s2", NOW, DAY).rotated("s3", NOW.plusSeconds(3600), DAY);

        assertThat(twice.secretsAt(NOW.plusSeconds(3600))).containsExactly("s3", "s2", "s1");
        assertThat(twice.secretsAt(NOW.plus(DAY))).containsExactly("s3", "s2");
        assertThat(twice.rotated("s4", NOW.plus(DAY), DAY).secrets()).hasSize(3);
    }

    @Test
    void stopsTheOldSecretAtOnceWithoutAnOverlap() {
        assertThat(endpoint.rotated("s2", NOW, Duration.ZERO).secrets()).hasSize(1);
    }

    @Test
    void neverSignsWithMoreThanFiveSecrets() {
        WebhookEndpoint rotated = endpoint;
        for (int i = 0; i < 20; i++) {
            rotated = rotated.rotated("r" + i, NOW, DAY);
        }
        assertThat(rotated.secretsAt(NOW)).hasSize(5).startsWith("r19");
    }
}
