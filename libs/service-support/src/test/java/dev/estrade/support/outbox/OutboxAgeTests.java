package dev.estrade.support.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class OutboxAgeTests {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutboxAge age = new OutboxAge(meters);

    @Test
    void tellsTheAgeOfTheOldestOfAllCollections() {
        Instant now = Instant.now();

        age.measured(Flux.just(now.minusSeconds(10), now.minusSeconds(90), now.minusSeconds(20)))
                .as(StepVerifier::create)
                .verifyComplete();

        assertThat(seconds()).isBetween(90.0, 120.0);
    }

    @Test
    void isZeroWhenNothingWaitsAnyMore() {
        StepVerifier.create(age.measured(Flux.just(Instant.EPOCH))).verifyComplete();
        StepVerifier.create(age.measured(Flux.empty())).verifyComplete();

        assertThat(seconds()).isZero();
    }

    @Test
    void keepsWhatItKnewWhileTheDatabaseIsAway() {
        StepVerifier.create(age.measured(Flux.just(Instant.EPOCH))).verifyComplete();
        StepVerifier.create(age.measured(Flux.error(new IllegalStateException("away"))))
                .verifyError(IllegalStateException.class);

        assertThat(seconds()).isPositive();
    }

    private double seconds() {
        return meters.get("estrade.outbox.oldest").gauge().value();
    }
}
