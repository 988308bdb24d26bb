package dev.estrade.events;

import java.util.List;

/**
 * Every segment of every rendition of this generation is stored.
 *
 * @param duration seconds
 */
public record LessonReady(Rel rel, String generation, long version, double duration, List<Rendition> renditions)
        implements Event {

    /** @param name the folder below the generation, such as {@code 720p} */
    public record Rendition(String name, int width, int height) {}

    @Override
    public String aggregateId() {
        return rel.toString();
    }
}
