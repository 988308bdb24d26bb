package dev.estrade.generation.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param progress 0 to 100, never less than before
 * @param error of a failed job
 * @param named what is to be brought in
 * @param files what was brought in; of a completed job at least one
 * @param since when it has this status
 */
public record State(
        Status status,
        int progress,
        @Nullable Failure error,
        List<NamedResult> named,
        List<ResultFile> files,
        Instant since) {
    private static final int MOST_BEFORE_THE_END = 99;

    static State first(Instant now) {
        return new State(Status.PENDING, 0, null, List.of(), List.of(), now);
    }

    State processing(@Nullable Integer told, Instant now) {
        int next = told == null ? progress : Math.max(progress, Math.min(told, MOST_BEFORE_THE_END));
        return new State(Status.PROCESSING, next, null, named, files, status == Status.PROCESSING ? since : now);
    }

    State ingesting(List<NamedResult> results, Instant now) {
        return new State(Status.INGESTING, MOST_BEFORE_THE_END, null, results, files, now);
    }

    State completed(List<ResultFile> results, Instant now) {
        return new State(Status.COMPLETED, 100, null, List.of(), results, now);
    }

    State failed(Failure why, Instant now) {
        return new State(Status.FAILED, progress, why, List.of(), List.of(), now);
    }

    State ended(Status as, Instant now) {
        return new State(as, progress, error, List.of(), files, now);
    }
}
