package dev.estrade.events;

import org.jspecify.annotations.Nullable;

/**
 * The first segments and the complete playlists of this generation are stored: a viewer may start.
 *
 * @param generation names the folder {@code hls/<rel>/<generation>/} and the key
 * @param duration seconds
 * @param poster key in the media bucket of a JPEG; null if there is none
 */
public record LessonPlayable(
        Rel rel,
        String generation,
        long version,
        double duration,
        @Nullable String poster) implements Event {
    @Override
    public String aggregateId() {
        return rel.toString();
    }
}
