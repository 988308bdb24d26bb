package dev.estrade.generation.job;

import dev.estrade.support.schedule.Background;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes what is due and has it done, a few jobs per step at once. A lease is renewed while its step is under way; a
 * process that dies leaves it to end, and another one does the step again.
 */
@Component
final class Workers extends Background {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final Jobs jobs;
    private final Due due;
    private final List<StepHandler> handlers;
    private final GenerationProperties settings;

    Workers(Jobs jobs, Due due, List<StepHandler> handlers, GenerationProperties settings) {
        this.jobs = jobs;
        this.due = due;
        this.handlers = List.copyOf(handlers);
        this.settings = settings;
    }

    @Override
    protected Disposable begin() {
        return Flux.fromIterable(handlers)
                .flatMap(this::work, Math.max(1, handlers.size()))
                .subscribe();
    }

    /** Each look has a place of its own until nothing is due any more. */
    private Flux<Void> work(StepHandler handler) {
        Flux<Long> looks = Flux.interval(Duration.ZERO, settings.poll()).onBackpressureDrop();
        return Flux.merge(looks, due.of(handler.step()))
                .onBackpressureLatest()
                .flatMap(look -> drain(handler), handler.atOnce(), 1);
    }

    private Mono<Void> drain(StepHandler handler) {
        Mono<Job> one = jobs.claim(handler.step(), settings.lease()).delayUntil(leased -> done(handler, leased));
        return one.expand(done -> one)
                .then()
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> log.warn("{} waits for the database: {}", handler.step(), failure.toString())));
    }

    private Mono<Void> done(StepHandler handler, Job leased) {
        Mono<Void> lost = Flux.interval(settings.lease().dividedBy(3))
                .onBackpressureDrop()
                .concatMap(time -> jobs.renew(leased, settings.lease()))
                .takeUntil(held -> !held)
                .then();
        return Mono.firstWithSignal(Mono.defer(() -> handler.handle(leased)).then(), lost)
                .onErrorResume(failure -> Mono.fromRunnable(() -> log.warn(
                        "Job {}: {} waits for its lease: {}", leased.id(), handler.step(), failure.toString())));
    }
}
