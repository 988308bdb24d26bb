package dev.estrade.transcode.work;

import java.time.Instant;

/**
 * What is to be done next about a generation that nobody needs. Every step may be repeated.
 *
 * @param due from when
 */
public record Removal(Step next, Instant due) {

    /** In the order in which they are taken. */
    public enum Step {
        /** Without its content key the lesson is unreadable at once, wherever its segments lie. */
        KEY,
        /** Everything that is stored of it; then others are told. */
        RENDITIONS,
        /** All of that once more: a worker may not have noticed at once that it lost its lease. */
        STRAYS,
        /** And a last time, with the tombstone: nothing that is on its way takes so long. */
        ROW
    }

    static Removal from(Instant now) {
        return new Removal(Step.KEY, now);
    }

    Removal after(Instant due) {
        return switch (next) {
            case KEY -> new Removal(Step.RENDITIONS, due);
            case RENDITIONS -> new Removal(Step.STRAYS, due);
            case STRAYS, ROW -> new Removal(Step.ROW, due);
        };
    }
}
