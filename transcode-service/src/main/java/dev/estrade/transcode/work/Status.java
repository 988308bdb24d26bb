package dev.estrade.transcode.work;

import java.util.Locale;

/** Where a lesson generation stands; names as clients see them, in lower case. */
public enum Status {
    QUEUED,
    PROBING,
    ENCODING,
    PLAYABLE,
    READY,
    FAILED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOver() {
        return this == READY || this == FAILED;
    }
}
