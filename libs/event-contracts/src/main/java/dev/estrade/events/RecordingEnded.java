package dev.estrade.events;

/**
 * No chunk is taken any more: the live was stopped, or nothing was heard of the browser for too long.
 *
 * @param ownerId the author's {@code sub}
 * @param chunks that arrived; 0 if there is nothing to keep
 * @param length one more than the number of the last of them: what is missing below it is lost
 * @param bytes of all of them
 * @param last whether no other recording of this live is still open
 */
public record RecordingEnded(
        String recordingId,
        long version,
        String liveId,
        String ownerId,
        int chunks,
        int length,
        long bytes,
        boolean last)
        implements Event {
    @Override
    public String aggregateId() {
        return recordingId;
    }
}
