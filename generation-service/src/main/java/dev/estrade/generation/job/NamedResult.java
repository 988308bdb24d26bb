package dev.estrade.generation.job;

import org.jspecify.annotations.Nullable;

/**
 * A result as the backend names it, and what it says of it.
 *
 * @param url where it lies; null if it was put to an upload URL
 * @param upload which upload URL it was put to, from 0; null if it lies elsewhere
 * @param width pixels
 * @param height pixels
 * @param duration seconds
 */
public record NamedResult(
        @Nullable String url,
        @Nullable Integer upload,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double duration) {}
