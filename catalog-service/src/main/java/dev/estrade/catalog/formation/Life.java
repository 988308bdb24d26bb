package dev.estrade.catalog.formation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a formation is in its life.
 *
 * @param edition counts the changes of the content: the ETag
 * @param since when the last transition was made
 */
record Life(State state, long edition, Instant createdAt, Instant since) {

    enum State {
        SUBMITTED,
        WHOLE,
        REJECTED,
        ABANDONED,
        DELETED
    }

    static Life begun(State state) {
        Instant now = now();
        return new Life(state, 0, now, now);
    }

    Life to(State next) {
        return new Life(next, edition, createdAt, now());
    }

    Life changed() {
        return new Life(State.WHOLE, edition + 1, createdAt, now());
    }

    /** What the database keeps. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
