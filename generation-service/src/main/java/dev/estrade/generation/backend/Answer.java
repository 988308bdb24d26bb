package dev.estrade.generation.backend;

import dev.estrade.generation.job.Failure;
import dev.estrade.generation.job.Report;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param why for {@code LATER} and {@code REFUSED}
 * @param retryAfter how long the backend wants to be left alone
 * @param report what it said of the job, if it was asked and understood
 */
public record Answer(
        Verdict verdict,
        @Nullable Failure why,
        @Nullable Duration retryAfter,
        @Nullable Report report) {

    /** What it means for the job. */
    public enum Verdict {
        TAKEN,
        /** It knows no such job. */
        UNKNOWN,
        LATER,
        REFUSED
    }

    static Answer taken(@Nullable Report report) {
        return new Answer(Verdict.TAKEN, null, null, report);
    }

    static Answer unknown() {
        return new Answer(Verdict.UNKNOWN, null, null, null);
    }

    static Answer later(Failure why, @Nullable Duration retryAfter) {
        return new Answer(Verdict.LATER, why, retryAfter, null);
    }

    static Answer refused(Failure why) {
        return new Answer(Verdict.REFUSED, why, null, null);
    }

    /** @throws IllegalStateException for what is neither later nor refused */
    public Failure reason() {
        if (why == null) {
            throw new IllegalStateException(verdict + " has no reason");
        }
        return why;
    }
}
