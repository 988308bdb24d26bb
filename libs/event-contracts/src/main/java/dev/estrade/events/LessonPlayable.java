package dev.estrade.events;

/**
 * The first segments and the complete playlists of this generation are stored: a viewer may start.
 *
 * @param generation names the folder {@code hls/<rel>/<generation>/} and the key
 * @param duration seconds
 */
public record LessonPlayable(Rel rel, String generation, long version, double duration) implements Event {
    @Override
    public String aggregateId() {
        return rel.toString();
    }
}
