package dev.estrade.generation.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the backend says of a job, in a webhook or when it is asked.
 *
 * @param progress 0 to 100; null if it does not say
 * @param results of a completed job; none if they were put to the upload URLs without being named
 * @param error of a failed job
 */
public record Report(
        Outcome outcome,
        @Nullable Integer progress,
        List<NamedResult> results,
        @Nullable String error) {

    /** How far it is. */
    public enum Outcome {
        QUEUED,
        PROCESSING,
        COMPLETED,
        FAILED,
        /** A word that nobody here knows. */
        UNKNOWN
    }
}
