package dev.estrade.support.schedule;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs one piece of work again and again while the service runs, never twice at once in this process. A failed run is
 * logged and the next one comes as usual.
 */
public final class RecurringJob extends Background {
    private static final Logger log = LoggerFactory.getLogger(RecurringJob.class);

    private final String name;
    private final Duration pause;
    private final Supplier<? extends Mono<?>> work;

    /** @param pause between the end of one run and the start of the next */
    public RecurringJob(String name, Duration pause, Supplier<? extends Mono<?>> work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    @Override
    protected Disposable begin() {
        return Mono.delay(pause).then(Mono.defer(this::run)).repeat().subscribe();
    }

    /** Once; does not fail. */
    Mono<Void> run() {
        return Flux.from(work.get())
                .then()
                .onErrorResume(failure -> Mono.fromRunnable(() -> log.warn("{} failed: {}", name, failure.toString())));
    }
}
