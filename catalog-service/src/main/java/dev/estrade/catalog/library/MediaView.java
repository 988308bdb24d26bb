package dev.estrade.catalog.library;

import dev.estrade.catalog.library.MediaItem.Kind;
import dev.estrade.catalog.library.MediaItem.Saved;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item as people see it.
 *
 * @param size bytes
 * @param user whose it is
 */
record MediaView(
        String id,
        Kind kind,
        String title,
        String description,
        String fileKey,
        String publicUrl,
        @Nullable String coverUrl,
        String contentType,
        long size,
        Instant createdAt,
        String user) {

    static MediaView of(MediaItem item) {
        Saved saved = item.saved();
        return new MediaView(
                item.id(),
                saved.kind(),
                saved.title(),
                saved.description(),
                saved.fileKey(),
                saved.publicUrl(),
                saved.coverUrl(),
                saved.contentType(),
                saved.size(),
                item.createdAt(),
                item.ownerId());
    }
}
