package dev.estrade.support.outbox;

import java.time.Duration;
import org.springframework.dao.OptimisticLockingFailureException;
import reactor.util.retry.Retry;

/** Somebody else changed the document first: find it again and repeat the transition, a bounded number of times. */
public final class OnConflict {
    private OnConflict() {}

    public static Retry again() {
        return Retry.backoff(8, Duration.ofMillis(5))
                .maxBackoff(Duration.ofMillis(200))
                .filter(OptimisticLockingFailureException.class::isInstance)
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }
}
