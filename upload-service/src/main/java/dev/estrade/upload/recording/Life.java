package dev.estrade.upload.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * How far a {@link Recording} is.
 *
 * @param due when it is to be looked at again: at the end of its lease, or while it ends; null when nothing is left to do
 * @param urlsUntil when the last URL that was signed ends
 * @param endingSince when its live was stopped; null if its lease ends it
 * @param seen what had arrived at the last look
 * @param changedAt when that was last seen to change
 */
record Life(
        State state,
        Instant startedAt,
        @Indexed @Nullable Instant due,
        Instant urlsUntil,
        @Nullable Instant endingSince,
        Arrived seen,
        Instant changedAt) {

    enum State {
        /** Written, not announced: it may pass its owner's limit. */
        PREPARED,
        OPEN,
        /** Its live was stopped; the last chunks may be on their way. */
        ENDING,
        /** What arrived is counted, and not yet told. */
        COUNTED,
        ENDED,
        /** The chunks are one file by now, and go. */
        ASSEMBLED,
        /** A tombstone: nobody needs it any more. */
        REMOVED;

        boolean isOpen() {
            return this == PREPARED || this == OPEN || this == ENDING;
        }

        boolean needsChunks() {
            return this != ASSEMBLED && this != REMOVED;
        }
    }

    static Life prepared(Instant now, Instant due, Instant urlsUntil) {
        return new Life(State.PREPARED, now, due, urlsUntil, null, Arrived.NOTHING, now);
    }

    Life to(State next, @Nullable Instant nextDue) {
        return new Life(next, startedAt, nextDue, urlsUntil, endingSince, seen, changedAt);
    }

    Life signed(@Nullable Instant nextDue, Instant end) {
        Instant latest = end.isAfter(urlsUntil) ? end : urlsUntil;
        return new Life(state, startedAt, nextDue, latest, endingSince, seen, changedAt);
    }

    Life ending(Instant now) {
        return new Life(State.ENDING, startedAt, now, urlsUntil, now, seen, now);
    }

    Life seen(Arrived arrived, Instant now) {
        Instant changed = arrived.differs(seen) ? now : changedAt;
        return new Life(state, startedAt, due, urlsUntil, endingSince, arrived, changed);
    }
}
