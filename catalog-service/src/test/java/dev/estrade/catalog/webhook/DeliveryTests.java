package dev.estrade.catalog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.webhook.Delivery.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryTests {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LEASE_END = NOW.plusSeconds(60);
    private static final Duration WINDOW = Duration.ofHours(72);

    private final Delivery fresh = Delivery.of("msg_1", "e1", "lesson.ready", "{}", NOW, WINDOW);

    @Test
    void isNobodyElsesUntilItsLeaseEnds() {
        Delivery leased = fresh.leased(LEASE_END);

        assertThat(fresh.isDueAt(NOW)).isTrue();
        assertThat(leased.isDueAt(LEASE_END.minusMillis(1))).isFalse();
        assertThat(leased.isDueAt(LEASE_END)).isTrue();
    }

    @Test
    void isNotReplayedWhileItIsAttempted() {
        Delivery leased = fresh.leased(LEASE_END);

        assertThat(leased.replayed(NOW, WINDOW)).isSameAs(leased);
        assertThat(leased.replayed(LEASE_END, WINDOW).isDueAt(LEASE_END)).isTrue();
    }

    @Test
    void hasAllItsTimeAgainWhenReplayed() {
        Instant later = NOW.plus(WINDOW).plusSeconds(1);
        Delivery failed = fresh.leased(LEASE_END).noted(answered(500), later, Duration.ZERO);

        Delivery replayed = failed.replayed(later, WINDOW);

        assertThat(failed.turn().status()).isEqualTo(Status.FAILED);
        assertThat(replayed.turn().status()).isEqualTo(Status.PENDING);
        assertThat(replayed.turn().giveUpAt()).isEqualTo(later.plus(WINDOW));
        assertThat(replayed.attempts()).hasSize(1);
    }

    @Test
    void endsAtOnceWhenItIsTakenOrNotWantedAnyMore() {
        assertThat(statusAfter(200)).isEqualTo(Status.DELIVERED);
        assertThat(statusAfter(204)).isEqualTo(Status.DELIVERED);
        assertThat(statusAfter(410)).isEqualTo(Status.FAILED);
        assertThat(statusAfter(302)).isEqualTo(Status.PENDING);
        assertThat(statusAfter(404)).isEqualTo(Status.PENDING);
        assertThat(statusAfter(503)).isEqualTo(Status.PENDING);
    }

    @Test
    void keepsTheLatestAttempts() {
        Delivery delivery = fresh;
        for (int i = 0; i < 60; i++) {
            delivery = delivery.noted(answered(500 + i), NOW, Duration.ZERO);
        }
        assertThat(delivery.attempts()).hasSize(50).last().isEqualTo(answered(559));
    }

    private Status statusAfter(int statusCode) {
        return fresh.leased(LEASE_END)
                .noted(answered(statusCode), NOW, Duration.ofMinutes(1))
                .turn()
                .status();
    }

    private static Attempt answered(int statusCode) {
        return new Attempt(NOW, statusCode, null, 1, "");
    }
}
