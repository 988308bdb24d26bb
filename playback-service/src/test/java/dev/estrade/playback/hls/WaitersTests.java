package dev.estrade.playback.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class WaitersTests {
    private static final Rel L1 = new Rel("t", "c", "m", "l1");
    private static final Rel L2 = new Rel("t", "c", "m", "l2");

    private final Waiters waiters = new Waiters(2, 3);

    @Test
    void turnsAwayWhoeverIsTooMany() {
        Disposable first = waiters.await(L1, Mono.never()).subscribe();
        waiters.await(L1, Mono.never()).subscribe();
        assertTurnedAway(L1);

        waiters.await(L2, Mono.never()).subscribe();
        assertTurnedAway(L2);

        first.dispose();
        StepVerifier.create(waiters.await(L1, Mono.just("x"))).expectNext("x").verifyComplete();
    }

    private void assertTurnedAway(Rel rel) {
        AtomicInteger subscriptions = new AtomicInteger();
        StepVerifier.create(waiters.await(rel, Mono.fromSupplier(subscriptions::incrementAndGet)))
                .verifyComplete();
        assertThat(subscriptions).hasValue(0);
    }
}
