package dev.estrade.events;

/** Wakes idle transcode workers. Lossy: they poll once a second as well. */
public record WorkAvailable(String transcodeId, long version) implements Event {
    @Override
    public String aggregateId() {
        return transcodeId;
    }
}
