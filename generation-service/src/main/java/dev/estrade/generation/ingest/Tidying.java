package dev.estrade.generation.ingest;

import dev.estrade.generation.backend.BackendClient;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Jobs;
import dev.estrade.generation.job.Status;
import dev.estrade.generation.job.Step;
import dev.estrade.generation.job.StepHandler;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * After a job's end: at once, and again when its upload URLs have ended, because something may have been put there in
 * between. Of a removed job the objects go first, and the row when it has nothing more to tell.
 */
@Component
class Tidying implements StepHandler {
    private static final Logger log = LoggerFactory.getLogger(Tidying.class);
    private static final int AT_ONCE = 4;
    /** Clocks differ, and a PUT takes its time. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final Incoming incoming;
    private final BackendClient backend;

    Tidying(Jobs jobs, Incoming incoming, BackendClient backend) {
        this.jobs = jobs;
        this.incoming = incoming;
        this.backend = backend;
    }

    @Override
    public Step step() {
        return Step.TIDY;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public Mono<Job> handle(Job leased) {
        return tellBackend(leased)
                .then(Mono.defer(
                        () -> leased.status() == Status.COMPLETED ? incoming.clear(leased) : incoming.clearAll(leased)))
                .then(Mono.defer(() -> settle(leased)));
    }

    private Mono<Void> tellBackend(Job leased) {
        return leased.status() == Status.CANCELLED && leased.work().attempts() == 1
                ? backend.cancel(leased)
                        .doOnNext(answer ->
                                log.info("Job {}: the backend is told to stop: {}", leased.id(), answer.verdict()))
                        .then()
                : Mono.empty();
    }

    private Mono<Job> settle(Job leased) {
        Instant end = leased.order().deadline().plus(GRACE);
        if (end.isAfter(Instant.now())) {
            return tidied(leased, end);
        }
        if (leased.status() != Status.REMOVED) {
            return tidied(leased, null);
        }
        return jobs.forget(leased)
                .filter(gone -> !gone)
                .flatMap(stays -> tidied(leased, Instant.now().plus(SOON)));
    }

    private Mono<Job> tidied(Job leased, @Nullable Instant again) {
        return jobs.change(leased.id(), job -> job.tidied(leased, again));
    }
}
