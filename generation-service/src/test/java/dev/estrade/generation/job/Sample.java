package dev.estrade.generation.job;

import dev.estrade.generation.job.Report.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs and reports for tests. */
final class Sample {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Duration SILENCE = Duration.ofSeconds(60);
    static final ResultFile FILE = new ResultFile("generations/j1/1.png", "image/png", 9, "e", 1, 1, null);

    private Sample() {}

    static Job pending() {
        return Job.of("j1", new Order(Kind.IMAGE, "u", "a cat", "{}", NOON, NOON.plus(Duration.ofHours(2)), null));
    }

    /** As {@link Jobs#claim} does it. */
    static Job leased(Job job) {
        Work work = job.work();
        Work claimed = new Work(
                work.step(), NOON.plusSeconds(30), work.fence() + 1, work.attempts() + 1, work.sends(), work.waiting());
        return new Job(
                job.id(), job.nextVersion(), job.order(), job.state(), claimed, job.pending(), job.pendingSince());
    }

    static Report report(Outcome outcome, @Nullable Integer progress) {
        return new Report(outcome, progress, List.of(), outcome == Outcome.FAILED ? "out of memory" : null);
    }

    static Job processing() {
        Job leased = leased(pending());
        return leased.taken(leased, NOON, NOON.plus(SILENCE));
    }

    static Job ingesting() {
        return processing().reported(report(Outcome.COMPLETED, null), NOON, SILENCE);
    }

    static Job completed() {
        Job leased = leased(ingesting());
        return leased.ingested(leased, List.of(FILE), NOON);
    }

    static Job failed() {
        return processing().reported(report(Outcome.FAILED, null), NOON, SILENCE);
    }
}
