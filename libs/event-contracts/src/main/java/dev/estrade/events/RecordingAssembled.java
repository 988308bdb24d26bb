package dev.estrade.events;

import dev.estrade.events.UploadsClaimed.ClaimedUpload;

/**
 * The chunks are one file that seeks: they are not needed any more.
 *
 * @param ownerId the author's {@code sub}
 * @param original that file, pinned; its {@code videoId} is the recording's id and names the generation
 */
public record RecordingAssembled(
        String recordingId, long version, String liveId, String ownerId, ClaimedUpload original) implements Event {
    @Override
    public String aggregateId() {
        return recordingId;
    }
}
