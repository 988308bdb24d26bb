package dev.estrade.transcode.plan;

/**
 * One picture size of the ladder.
 *
 * @param name the folder below the generation, such as {@code 720p}
 * @param level of H.264, times ten, such as 31
 * @param maxKbps the VBV cap, in kbit/s; the buffer holds one second of it
 */
public record Rung(String name, int width, int height, int level, int maxKbps) {

    /** RFC 6381: High profile at this level. */
    String codec() {
        return "avc1.6400%02x".formatted(level);
    }
}
