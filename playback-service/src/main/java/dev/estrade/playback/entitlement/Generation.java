package dev.estrade.playback.entitlement;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One encoding of a lesson.
 *
 * @param id names its folder and its key
 * @param version of the transcode that said so; older news change nothing
 * @param since when it became playable
 * @param duration seconds
 * @param uploaded when the lesson got this video; null if that was not heard of
 * @param original what it is made of; null if that was not heard of, and of a removed one
 * @param removed when it was heard that nobody needs it any more; null while somebody does
 */
public record Generation(
        String id,
        long version,
        Status status,
        @Nullable Instant since,
        double duration,
        @Nullable Instant uploaded,
        @Nullable Original original,
        @Nullable Instant removed) {

    /** The video that came last, however long each took to encode: a slow older one never comes back. */
    static final Comparator<Generation> BY_AGE =
            Comparator.comparing((Generation g) -> orNever(g.uploaded)).thenComparing(g -> orNever(g.since));

    private static final long BEFORE_ALL = -1;
    private static final long AFTER_ALL = Long.MAX_VALUE;

    /** How much of it is stored. */
    public enum Status {
        /** Nothing yet. */
        CONVERTING,
        /** The playlists and the first segments. */
        PLAYABLE,
        /** Everything. */
        READY,
        /** Nothing that will ever play. */
        FAILED,
        /** A tombstone: whatever else is heard of it, it never plays again. */
        REMOVED
    }

    static Generation converting(String id, Instant at, @Nullable Original original) {
        return new Generation(id, BEFORE_ALL, Status.CONVERTING, null, 0, at, original, null);
    }

    static Generation stored(String id, long version, Status status, Instant since, double duration) {
        return new Generation(id, version, status, since, duration, null, null, null);
    }

    static Generation failed(String id, long version) {
        return new Generation(id, version, Status.FAILED, null, 0, null, null, null);
    }

    static Generation removed(String id, Instant at) {
        return new Generation(id, AFTER_ALL, Status.REMOVED, null, 0, null, null, at);
    }

    public boolean plays() {
        return status == Status.PLAYABLE || status == Status.READY;
    }

    /** Whether all is stored that ever will be. */
    public boolean complete() {
        return status == Status.READY;
    }

    boolean isRemoved() {
        return status == Status.REMOVED;
    }

    /** What is known after both, whichever came first. */
    Generation and(Generation other) {
        Generation newer = other.version > version ? other : this;
        return new Generation(
                id,
                newer.version,
                newer.status,
                earlier(since, other.since),
                newer.duration,
                earlier(uploaded, other.uploaded),
                newer.isRemoved() ? null : either(original, other.original),
                earlier(removed, other.removed));
    }

    private static @Nullable Original either(@Nullable Original a, @Nullable Original b) {
        return a == null ? b : a;
    }

    private static Instant orNever(@Nullable Instant time) {
        return Objects.requireNonNullElse(time, Instant.MIN);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
