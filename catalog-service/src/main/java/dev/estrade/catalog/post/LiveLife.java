package dev.estrade.catalog.post;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * How far a live is. Times are whole milliseconds, which is what the database keeps.
 *
 * @param endedAt null while it runs
 * @param stop the last attempt to end it; null if there was none
 * @param deletedAt null while it exists for people
 * @param streamsGoneAt since when what played while it ran is gone; null while it is there
 */
record LiveLife(
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Stop stop,
        @Indexed(sparse = true) @Nullable Instant deletedAt,
        @Nullable Instant streamsGoneAt) {

    enum State {
        LIVE,
        OVER,
        /** A tombstone, its recordings left to their author's library. */
        KEPT,
        /** A tombstone. */
        DELETED
    }

    static LiveLife begun(Instant now) {
        return new LiveLife(State.LIVE, now.truncatedTo(ChronoUnit.MILLIS), null, null, null, null);
    }

    LiveLife with(Stop next) {
        return new LiveLife(state, startedAt, endedAt, next, deletedAt, streamsGoneAt);
    }

    LiveLife over(Stop accepted, Instant at) {
        return new LiveLife(
                State.OVER, startedAt, at.truncatedTo(ChronoUnit.MILLIS), accepted, deletedAt, streamsGoneAt);
    }

    LiveLife deleted(boolean kept, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return new LiveLife(kept ? State.KEPT : State.DELETED, startedAt, endedAt, stop, at, at);
    }

    LiveLife withoutStreams(Instant now) {
        return new LiveLife(state, startedAt, endedAt, stop, deletedAt, now.truncatedTo(ChronoUnit.MILLIS));
    }
}
