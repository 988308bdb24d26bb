package dev.estrade.generation.ingest;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.backend.BackendProperties;
import dev.estrade.generation.job.Failure;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Jobs;
import dev.estrade.generation.job.Step;
import dev.estrade.generation.job.StepHandler;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.schedule.RetrySchedule;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Brings all results of a job in, or none: only then is it completed. It may be begun again at any time: names are ours,
 * and the same bytes come to the same place. A lie fails the job; a host that does not answer is given time; a store that
 * is away is waited for, however long.
 */
@Component
class Ingestion implements StepHandler {
    private static final Logger log = LoggerFactory.getLogger(Ingestion.class);
    /** A backend may say that it is done before its last PUT is. */
    private static final int LOOKS = 3;

    private final Jobs jobs;
    private final Results results;
    private final IngestProperties settings;
    private final RetrySchedule schedule;

    Ingestion(Jobs jobs, Results results, IngestProperties settings, BackendProperties backend) {
        this.jobs = jobs;
        this.results = results;
        this.settings = settings;
        this.schedule = RetrySchedule.jittered(backend.retries());
    }

    @Override
    public Step step() {
        return Step.INGEST;
    }

    @Override
    public int atOnce() {
        return settings.concurrency();
    }

    @Override
    public Mono<Job> handle(Job leased) {
        return results.of(leased)
                .flatMap(files -> jobs.change(leased.id(), job -> job.ingested(leased, files, Instant.now())))
                .onErrorResume(failure -> note(leased, failure));
    }

    private Mono<Job> note(Job leased, Throwable failure) {
        Instant now = Instant.now();
        log.info("Job {}: ingest attempt {}: {}", leased.id(), leased.work().attempts(), failure.toString());
        if (failure instanceof ProblemException problem
                && problem.code() instanceof GenerationProblem code
                && isFinal(code, leased, now)) {
            return jobs.change(leased.id(), job -> job.failed(leased, Failure.of(code, problem.detail()), now));
        }
        Instant again = now.plus(schedule.pauseAfter(leased.work().attempts(), null));
        return jobs.change(leased.id(), job -> job.postponed(leased, again, null));
    }

    private boolean isFinal(GenerationProblem code, Job leased, Instant now) {
        return switch (code) {
            case RESULT_UNREACHABLE -> now.isAfter(leased.state().since().plus(settings.patience()));
            case RESULT_MISSING -> leased.work().attempts() >= LOOKS;
            default -> true;
        };
    }
}
