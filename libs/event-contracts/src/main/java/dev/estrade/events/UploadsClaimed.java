package dev.estrade.events;

import java.util.List;

/** All uploads of a formation are claimed: each object is pinned by key, ETag and size; readers send If-Match. */
public record UploadsClaimed(String formationId, long version, String ownerId, List<ClaimedUpload> uploads)
        implements Event {

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
