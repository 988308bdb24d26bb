package dev.estrade.support.outbox;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.OptimisticLockingFailureException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Somebody else changed the document first: find it again and repeat the transition, a bounded number of times. */
public final class OnConflict {
    private OnConflict() {}

    /**
     * Find, transform, save. A transition that changes nothing returns its argument and writes nothing.
     *
     * @param save fails with OptimisticLockingFailureException if somebody else was faster
     * @return the document after the change; empty if there was none
     */
    public static <T> Mono<T> change(Supplier<Mono<T>> find, Function<T, T> transition, Function<T, Mono<T>> save) {
        return Mono.defer(find)
                .flatMap(found -> {
                    T changed = transition.apply(found);
                    return changed == found ? Mono.just(found) : save.apply(changed);
                })
                .retryWhen(again());
    }

    private static Retry again() {
        return Retry.backoff(8, Duration.ofMillis(5))
                .maxBackoff(Duration.ofMillis(200))
                .filter(OptimisticLockingFailureException.class::isInstance)
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }
}
