package dev.estrade.transcode.plan;

import org.jspecify.annotations.Nullable;

/**
 * One picture size of the ladder.
 *
 * @param name the folder below the generation, such as {@code 720p}
 * @param level of H.264, times ten, such as 31
 * @param maxKbps the VBV cap, in kbit/s; the buffer holds one second of it
 * @param lent the codec of the source's own bitstream, as RFC 6381 names it; null if it is encoded
 */
public record Rung(
        String name,
        int width,
        int height,
        int level,
        int maxKbps,
        @Nullable String lent) {

    /** Whether the source's own bitstream is copied. */
    public boolean isLent() {
        return lent != null;
    }

    /** RFC 6381; what is encoded is of High profile. */
    public String codec() {
        return lent != null ? lent : "avc1.6400%02x".formatted(level);
    }

    /** @param kbps of its largest segment */
    Rung lent(String codec, int kbps) {
        return new Rung(name, width, height, level, kbps, codec);
    }
}
