package dev.estrade.events;

import java.util.List;
import java.util.Objects;

/**
 * All uploads that a formation asked for are claimed: each object is pinned by key, ETag and size; readers send If-Match.
 *
 * @param uploads the lessons' videos
 * @param claimId of the {@link FormationSubmitted} that asked
 */
public record UploadsClaimed(
        String formationId, long version, String ownerId, List<ClaimedUpload> uploads, String claimId)
        implements Event {

    public UploadsClaimed {
        claimId = Objects.requireNonNullElse(claimId, formationId);
    }

    /**
     * @param objectKey key in the media bucket
     * @param etag without quotes, as the store gave it at completion
     * @param size bytes
     * @param container what the first bytes say: {@code mp4}, {@code webm}, {@code matroska}, …
     */
    public record ClaimedUpload(
            String videoId, Rel rel, String filename, String objectKey, String etag, long size, String container) {}

    @Override
    public String aggregateId() {
        return formationId;
    }
}
