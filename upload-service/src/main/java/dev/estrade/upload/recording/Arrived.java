package dev.estrade.upload.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the store of a recording.
 *
 * @param chunks with well-formed names; nothing else counts
 * @param length one more than the number of the last of them
 * @param bytes of all of them
 * @param newest when the last of them arrived, by the store's clock; null if there is none, or the store does not say
 */
record Arrived(int chunks, int length, long bytes, @Nullable Instant newest) {
    static final Arrived NOTHING = new Arrived(0, 0, 0, null);

    Arrived with(int seq, long size, @Nullable Instant at) {
        boolean later = at != null && (newest == null || at.isAfter(newest));
        return new Arrived(chunks + 1, Math.max(length, seq + 1), bytes + size, later ? at : newest);
    }

    /** Something arrived between two looks. */
    boolean differs(Arrived before) {
        return chunks != before.chunks || bytes != before.bytes;
    }
}
