package dev.estrade.events;

import org.jspecify.annotations.Nullable;

/**
 * A film or a photo is verified and public. Saving it again with another title is a newer version.
 *
 * @param mediaId the UUID in {@code fileKey}, the same value as {@code video_id} or {@code photo_id}
 * @param kind {@code video} or {@code photo}
 * @param fileKey {@code videos/<uuid><ext>} or {@code photos/<uuid><ext>}: key in the media bucket, and below
 *     {@code /media/}
 * @param contentType of the sniffed format
 * @param size bytes
 * @param coverFileKey of a photo that is public as well
 */
public record MediaSaved(
        String mediaId,
        long version,
        String ownerId,
        String kind,
        String fileKey,
        String publicUrl,
        String title,
        String description,
        String contentType,
        long size,
        @Nullable String coverFileKey,
        @Nullable String coverUrl)
        implements Event {

    @Override
    public String aggregateId() {
        return mediaId;
    }
}
