package dev.estrade.events;

import org.jspecify.annotations.Nullable;

/**
 * A course or a module got a presentation video. A newer version replaces an older one; what is asked for is an
 * unencrypted file that browsers play, at {@code fileKey}.
 *
 * @param place {@code courses/<course_id>} or {@code modules/<course_id>/<module_id>}
 * @param objectKey where the uploaded bytes lie in the media bucket
 * @param etag without quotes; pins those bytes
 * @param size bytes
 * @param container what the first bytes say, as in {@link UploadsClaimed}
 * @param ownerId the trainer's {@code sub}; null from older producers
 * @param fileKey {@code presentation_videos/<place>/presentation.<ext>}, key and public path alike
 */
public record PresentationUploaded(
        String place,
        long version,
        String videoId,
        String objectKey,
        String etag,
        long size,
        String container,
        String fileKey,
        @Nullable String ownerId)
        implements Event {

    @Override
    public String aggregateId() {
        return place;
    }
}
