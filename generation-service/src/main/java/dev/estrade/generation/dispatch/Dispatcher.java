package dev.estrade.generation.dispatch;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.backend.Answer;
import dev.estrade.generation.backend.BackendClient;
import dev.estrade.generation.backend.BackendProperties;
import dev.estrade.generation.job.Failure;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Jobs;
import dev.estrade.generation.job.Step;
import dev.estrade.generation.job.StepHandler;
import dev.estrade.support.schedule.RetrySchedule;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends a job to the backend. What it says there is not believed before its webhook, but for having taken the job; a
 * webhook that was faster has taken the lease away, and the answer changes nothing.
 */
@Component
class Dispatcher implements StepHandler {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Jobs jobs;
    private final BackendClient backend;
    private final BackendProperties settings;
    private final RetrySchedule schedule;

    Dispatcher(Jobs jobs, BackendClient backend, BackendProperties settings) {
        this.jobs = jobs;
        this.backend = backend;
        this.settings = settings;
        this.schedule = RetrySchedule.jittered(settings.retries());
    }

    @Override
    public Step step() {
        return Step.DISPATCH;
    }

    @Override
    public int atOnce() {
        return settings.concurrency();
    }

    @Override
    public Mono<Job> handle(Job leased) {
        if (leased.isOverdue(Instant.now())) {
            return jobs.change(
                    leased.id(), job -> job.failed(leased, Failure.of(GenerationProblem.TIMED_OUT), Instant.now()));
        }
        return backend.generate(leased)
                .doOnNext(answer -> tell(leased, answer))
                .flatMap(answer -> jobs.change(leased.id(), job -> noted(job, leased, answer)));
    }

    private Job noted(Job job, Job leased, Answer answer) {
        Instant now = Instant.now();
        return switch (answer.verdict()) {
            case TAKEN, UNKNOWN -> job.taken(leased, now, now.plus(settings.silence()));
            case REFUSED -> job.failed(leased, answer.reason(), now);
            case LATER ->
                job.postponed(
                        leased,
                        now.plus(schedule.pauseAfter(leased.work().attempts(), answer.retryAfter())),
                        answer.reason());
        };
    }

    private static void tell(Job leased, Answer answer) {
        log.info(
                "Job {} sent, attempt {}: {}{}",
                leased.id(),
                leased.work().attempts(),
                answer.verdict(),
                answer.why() == null ? "" : ", " + answer.why().detail());
    }
}
