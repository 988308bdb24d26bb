package dev.estrade.transcode.work;

import java.util.Locale;

/** Where a lesson generation stands; names as clients see them, in lower case. */
public enum Status {
    QUEUED,
    PROBING,
    ENCODING,
    PLAYABLE,
    READY,
    FAILED,
    /** Nobody needs it any more; clients see nothing of it. */
    REMOVED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean plays() {
        return this == PLAYABLE || this == READY;
    }

    public boolean isOver() {
        return this == READY || this == FAILED || this == REMOVED;
    }
}
