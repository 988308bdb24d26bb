package dev.estrade.events;

/**
 * A browser records a live: its chunks arrive as {@code recordings/<recordingId>/<seq>} in the media bucket, {@code seq}
 * in six digits from 0, in any order. Joined they are one file.
 *
 * @param ownerId the author's {@code sub}
 * @param mimeType as MediaRecorder names it, such as {@code video/webm;codecs=vp8,opus}
 */
public record RecordingStarted(String recordingId, long version, String liveId, String ownerId, String mimeType)
        implements Event {

    /** Where its chunks lie. */
    public static String folder(String recordingId) {
        return "recordings/" + recordingId + "/";
    }

    /** @param seq from 0 */
    public static String chunkKey(String recordingId, int seq) {
        return folder(recordingId) + "%06d".formatted(seq);
    }

    @Override
    public String aggregateId() {
        return recordingId;
    }
}
