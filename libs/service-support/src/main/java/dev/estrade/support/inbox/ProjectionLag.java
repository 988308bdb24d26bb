package dev.estrade.support.inbox;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Patience with a projection: an event may still be on its way, and that must not read as "not found". */
public final class ProjectionLag {
    /** 25, 50, 100 and then 200 ms: 2 s in all, as CONTRACT.md has it. */
    private static final Flux<Duration> PAUSES = Flux.just(
                    25, 50, 100, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
            .map(Duration::ofMillis);

    private ProjectionLag() {}

    /** Looks again and again, without a thread, until there is something or an event would have arrived. */
    public static <T> Mono<T> outwait(Mono<T> look) {
        return look.repeatWhenEmpty(
                misses -> misses.zipWith(PAUSES, (miss, pause) -> pause).concatMap(Mono::delay));
    }
}
