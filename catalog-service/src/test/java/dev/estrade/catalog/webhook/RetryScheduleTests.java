package dev.estrade.catalog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.webhook.Delivery.Status;
import dev.estrade.support.outbound.RetryAfter;
import dev.estrade.support.schedule.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTests {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(72);
    private static final List<Duration> STEPS =
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofHours(10));

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT5M", "3, PT2H", "4, PT10H", "5, PT10H", "99, PT10H"})
    void growsToItsLastStep(int tries, Duration longest) {
        assertThat(schedule(() -> 1).pauseAfter(tries, null)).isEqualTo(longest);
        assertThat(schedule(() -> 0.5).pauseAfter(tries, null)).isEqualTo(longest.dividedBy(2));
        assertThat(schedule(() -> 0).pauseAfter(tries, null)).isZero();
    }

    @Test
    void givesTheReceiverTheTimeThatItAsksFor() {
        assertThat(schedule(() -> 0).pauseAfter(1, Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThat(schedule(() -> 1).pauseAfter(4, Duration.ofHours(1))).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void triesForAsLongAsTheWindow() {
        assertThat(lastAttemptOf(schedule(() -> 1))).isEqualTo(NOW.plus(WINDOW));
    }

    @RepeatedTest(100)
    void triesForAsLongAsTheWindowWhateverTheJitter() {
        assertThat(lastAttemptOf(schedule(new Random()::nextDouble))).isEqualTo(NOW.plus(WINDOW));
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "' 0 ', PT0S",
        "'Sat, 21 Nov 2026 12:30:00 GMT', PT30M",
        "'Sat, 21 Nov 2026 11:30:00 GMT', PT0S",
        "soon,",
        "-1,",
        ","
    })
    void readsRetryAfter(String header, Duration pause) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(pause);
    }

    /** Of a delivery that nobody takes, each attempt being made when it is due. */
    private static Instant lastAttemptOf(RetrySchedule schedule) {
        Delivery delivery = Delivery.of("msg_1", "e1", "lesson.ready", "{}", NOW, WINDOW);
        Instant due = NOW;
        while (delivery.turn().status() == Status.PENDING) {
            due = delivery.turn().dueAt() == null ? due : delivery.turn().dueAt();
            Delivery leased = delivery.leased(due.plusSeconds(60));
            Duration pause = schedule.pauseAfter(leased.turn().tries(), null);
            delivery = leased.noted(new Attempt(due, 500, null, 1, ""), due, pause);
        }
        assertThat(delivery.turn().status()).isEqualTo(Status.FAILED);
        return due;
    }

    private static RetrySchedule schedule(DoubleSupplier random) {
        return new RetrySchedule(STEPS, random);
    }
}
