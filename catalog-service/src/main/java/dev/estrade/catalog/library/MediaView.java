package dev.estrade.catalog.library;

import dev.estrade.catalog.library.MediaItem.Kind;
import dev.estrade.catalog.library.MediaItem.Saved;
import java.time.Instant;
import java.util.List;
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

    /** @param nextCursor null on the last page */
    record Page(List<MediaView> data, @Nullable String nextCursor) {

        /** @param found one more than the limit if there is another page */
        static Page of(List<MediaItem> found, int limit) {
            List<MediaItem> shown = found.subList(0, Math.min(limit, found.size()));
            String next = found.size() > limit ? Cursor.of(found.get(limit - 1)).toString() : null;
            return new Page(shown.stream().map(MediaView::of).toList(), next);
        }
    }
}
