package dev.estrade.catalog.library;

import dev.estrade.events.Rel;

/**
 * What a live leaves in its author's library.
 *
 * @param id names the generation of {@code rel}, too
 * @param size bytes
 */
public record LiveRecording(
        String id,
        String ownerId,
        String postId,
        Rel rel,
        String title,
        String description,
        String playlistUrl,
        long size) {}
