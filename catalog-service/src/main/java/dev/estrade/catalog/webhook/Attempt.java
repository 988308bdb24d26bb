package dev.estrade.catalog.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a delivery.
 *
 * @param statusCode null without an answer
 * @param error a sentence; null with an answer
 * @param millis until the answer, or until it was given up
 * @param response the beginning of the answer's body
 */
record Attempt(
        Instant at,
        @Nullable Integer statusCode,
        @Nullable String error,
        long millis,
        @Nullable String response) {
    private static final int GONE = 410;

    static Attempt answered(Instant at, int statusCode, String response) {
        return new Attempt(at, statusCode, null, millisSince(at), response);
    }

    static Attempt failed(Instant at, String error) {
        return new Attempt(at, null, error, millisSince(at), null);
    }

    boolean isTaken() {
        return statusCode != null && statusCode / 100 == 2;
    }

    /** The receiver wants nothing more from here, ever. */
    boolean isGone() {
        return statusCode != null && statusCode == GONE;
    }

    private static long millisSince(Instant at) {
        return Math.max(0, Instant.now().toEpochMilli() - at.toEpochMilli());
    }
}
