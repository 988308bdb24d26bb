package dev.estrade.generation.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.estrade.generation.job.Failure;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Status;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param progress 0 to 100
 * @param error of a failed job
 * @param waiting why the backend has not taken it yet, after an attempt that came to nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusView(
        String jobId,
        String status,
        int progress,
        @Nullable Failure error,
        @Nullable Failure waiting) {

    static StatusView of(Job job) {
        return new StatusView(
                job.id(),
                job.status().shown(),
                job.state().progress(),
                job.state().error(),
                job.status() == Status.PENDING ? job.work().waiting() : null);
    }
}
