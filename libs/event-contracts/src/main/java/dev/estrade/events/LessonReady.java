package dev.estrade.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every segment of every rendition of this generation is stored.
 *
 * @param duration seconds
 * @param ownerId the trainer's {@code sub}; null from older producers
 * @param poster as in {@link LessonPlayable}: a lesson may be ready at once
 */
public record LessonReady(
        Rel rel,
        String generation,
        long version,
        double duration,
        List<Rendition> renditions,
        @Nullable String ownerId,
        @Nullable String poster)
        implements Event {

    /** @param name the folder below the generation, such as {@code 720p} */
    public record Rendition(String name, int width, int height) {}

    @Override
    public String aggregateId() {
        return rel.toString();
    }
}
