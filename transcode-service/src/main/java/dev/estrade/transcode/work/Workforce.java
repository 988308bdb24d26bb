package dev.estrade.transcode.work;

import dev.estrade.support.schedule.Background;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Workers that each take a piece of work, do it and take the next; idle ones look once a second, or when they are woken.
 * On shutdown the work is cancelled and handed back, so that others need not wait for the leases to end.
 */
public abstract class Workforce extends Background {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final Sinks.Many<Boolean> wakeUps = Sinks.many().multicast().directBestEffort();

    /** What each worker does again and again: one piece of work, if there is one. @return empty if there is none */
    protected abstract List<Mono<Boolean>> turns();

    /** Everything that this process holds. */
    protected abstract Mono<Void> handBack();

    public final void wake() {
        wakeUps.tryEmitNext(true);
    }

    @Override
    protected final Disposable begin() {
        List<Mono<Boolean>> turns = turns();
        return Flux.fromIterable(turns)
                .flatMap(turn -> once(turn).repeat(), turns.size())
                .subscribe();
    }

    @Override
    public final void stop(Runnable callback) {
        Mono<Void> handedBack = handBack();
        stop();
        handedBack
                .timeout(DRAIN)
                .onErrorComplete()
                .doFinally(end -> callback.run())
                .subscribe();
    }

    private Mono<Void> once(Mono<Boolean> turn) {
        return turn.onErrorResume(
                        failure -> Mono.fromRunnable(() -> log.warn("No work can be taken: {}", failure.toString())))
                .defaultIfEmpty(false)
                .flatMap(worked -> worked ? Mono.empty() : nextChance());
    }

    private Mono<Void> nextChance() {
        return Mono.firstWithSignal(
                wakeUps.asFlux().next().then(), Mono.delay(IDLE).then());
    }
}
