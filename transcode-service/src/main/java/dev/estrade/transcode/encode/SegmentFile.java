package dev.estrade.transcode.encode;

import java.nio.file.Path;

/**
 * A finished segment, in the clear, that exists only until the next one is asked for.
 *
 * @param rendition of the plan, or {@code poster}
 */
public record SegmentFile(String rendition, int number, Path file) {}
