package dev.estrade.playback.entitlement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One encoding of a lesson.
 *
 * @param id names its folder and its key
 * @param version of the transcode that said so; older news change nothing
 * @param since when it became playable; the generation that did last is the one that plays
 * @param duration seconds
 */
public record Generation(
        String id, long version, Status status, @Nullable Instant since, double duration) {

    /** How much of it is stored. */
    public enum Status {
        /** The playlists and the first segments. */
        PLAYABLE,
        /** Everything. */
        READY,
        /** Nothing that will ever play. */
        FAILED
    }

    public boolean plays() {
        return status != Status.FAILED;
    }

    /** What is known after both, whichever came first. */
    Generation and(Generation other) {
        Generation newer = other.version > version ? other : this;
        return new Generation(id, newer.version, newer.status, earlier(since, other.since), newer.duration);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
