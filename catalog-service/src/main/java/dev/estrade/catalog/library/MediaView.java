package dev.estrade.catalog.library;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.estrade.catalog.library.MediaItem.Kind;
import dev.estrade.catalog.library.MediaItem.Saved;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item as people see it.
 *
 * @param fileKey null of what is nothing but a recording of a live; its {@code publicUrl} is a playlist
 * @param size bytes
 * @param user whose it is
 * @param livePost the live's post; null for anything else
 */
record MediaView(
        String id,
        Kind kind,
        String title,
        String description,
        @Nullable String fileKey,
        String publicUrl,
        @Nullable String coverUrl,
        String contentType,
        long size,
        Instant createdAt,
        String user,
        @JsonProperty("is_live_recording") boolean isLiveRecording,
        @Nullable String livePost) {

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
                item.ownerId(),
                item.live() != null,
                item.live() == null ? null : item.live().postId());
    }
}
