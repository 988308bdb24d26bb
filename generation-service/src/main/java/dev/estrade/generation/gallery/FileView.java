package dev.estrade.generation.gallery;

import org.jspecify.annotations.Nullable;

/**
 * A result as its user gets it.
 *
 * @param url signed, good for at least {@code estrade.generation.result-window}
 * @param width pixels
 * @param height pixels
 * @param duration seconds
 * @param size bytes
 */
record FileView(
        String url,
        String contentType,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double duration,
        long size) {}
