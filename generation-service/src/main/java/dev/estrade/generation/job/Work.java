package dev.estrade.generation.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done next, by whichever replica is first.
 *
 * @param dueAt while somebody is at it, the end of his lease; null for nothing to do
 * @param fence counts leases and steps: whoever comes with an older one has lost his
 * @param attempts at this step
 * @param sends how often the backend has taken the job
 * @param waiting why the last attempt came to nothing
 */
public record Work(
        Step step,
        @Nullable Instant dueAt,
        long fence,
        int attempts,
        int sends,
        @Nullable Failure waiting) {

    static Work first(Instant now) {
        return new Work(Step.DISPATCH, now, 0, 0, 0, null);
    }

    Work next(Step next, @Nullable Instant due) {
        return new Work(next, due, fence + 1, 0, sends, null);
    }

    Work taken(Instant nextAsk) {
        return new Work(Step.ASK, nextAsk, fence + 1, 0, sends + 1, null);
    }

    Work again(Instant due, @Nullable Failure why) {
        return new Work(step, due, fence + 1, attempts, sends, why);
    }
}
