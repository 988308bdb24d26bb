package dev.estrade.generation.reconcile;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.backend.Answer;
import dev.estrade.generation.backend.BackendClient;
import dev.estrade.generation.backend.BackendProperties;
import dev.estrade.generation.job.Failure;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Jobs;
import dev.estrade.generation.job.Report;
import dev.estrade.generation.job.Step;
import dev.estrade.generation.job.StepHandler;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks about a job that the backend has been silent about. A job that it does not know is sent again, a few times: it may
 * have lost it, or never had it. What it says counts as if a webhook had said it, so a lost webhook costs a delay. When
 * the deadline has passed the job fails, whatever the backend says.
 */
@Component
class Reconciler implements StepHandler {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final Jobs jobs;
    private final BackendClient backend;
    private final BackendProperties settings;

    Reconciler(Jobs jobs, BackendClient backend, BackendProperties settings) {
        this.jobs = jobs;
        this.backend = backend;
        this.settings = settings;
    }

    @Override
    public Step step() {
        return Step.ASK;
    }

    @Override
    public int atOnce() {
        return settings.concurrency();
    }

    /** Before it fails a job it asks once more: the last webhook may be the one that was lost. */
    @Override
    public Mono<Job> handle(Job leased) {
        return backend.ask(leased)
                .doOnNext(answer -> tell(leased, answer))
                .flatMap(answer -> jobs.change(leased.id(), job -> noted(job, leased, answer)));
    }

    private Job noted(Job job, Job leased, Answer answer) {
        Instant now = Instant.now();
        if (!job.isHeldBy(leased)) {
            return job;
        }
        Report report = answer.report();
        if (report != null && isTheEnd(report)) {
            return job.reported(report, now, settings.silence());
        }
        if (job.isOverdue(now)) {
            return job.failed(leased, Failure.of(GenerationProblem.TIMED_OUT), now);
        }
        if (answer.verdict() == Answer.Verdict.UNKNOWN && job.work().sends() <= settings.resends()) {
            return job.lost(leased, now);
        }
        return report == null
                ? job.postponed(leased, now.plus(settings.silence()), answer.why())
                : job.reported(report, now, settings.silence());
    }

    private static boolean isTheEnd(Report report) {
        return report.outcome() == Report.Outcome.COMPLETED || report.outcome() == Report.Outcome.FAILED;
    }

    private static void tell(Job leased, Answer answer) {
        Report report = answer.report();
        log.info(
                "Job {} asked for: {}{}",
                leased.id(),
                answer.verdict(),
                report == null ? "" : ", " + report.outcome() + " " + report.progress());
    }
}
