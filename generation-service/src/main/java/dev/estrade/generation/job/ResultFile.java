package dev.estrade.generation.job;

import dev.estrade.events.GenerationJobCompleted;
import org.jspecify.annotations.Nullable;

/**
 * A result in the platform's bucket. What is not known is null.
 *
 * @param key {@code generations/<job id>/<n>.<ext>}
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
        @Nullable Double duration) {

    GenerationJobCompleted.ResultFile told() {
        return new GenerationJobCompleted.ResultFile(key, contentType, size, etag, width, height, duration);
    }
}
