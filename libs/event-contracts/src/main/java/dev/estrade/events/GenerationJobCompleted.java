package dev.estrade.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AI generation job has its results, and they lie in the platform's bucket. Not to be taken for a lesson's generation
 * ({@link GenerationErased}).
 *
 * @param userId the {@code sub} of whose job it is
 * @param kind {@code image} or {@code video}
 * @param files at least one, in the order in which the backend named them
 */
public record GenerationJobCompleted(String jobId, long version, String userId, String kind, List<ResultFile> files)
        implements Event {

    /**
     * What is not known is null.
     *
     * @param key {@code generations/<job id>/<n>.<ext>} in the media bucket
     * @param contentType of the sniffed format
     * @param size bytes
     * @param etag without quotes
     * @param width pixels
     * @param height pixels
     * @param duration seconds
     */
    public record ResultFile(
            String key,
            String contentType,
            long size,
            String etag,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double duration) {}

    @Override
    public String aggregateId() {
        return jobId;
    }
}
