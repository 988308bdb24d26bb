package dev.estrade.events;

/**
 * A presentation plays at its {@code fileKey}.
 *
 * @param place as in {@link PresentationUploaded}
 * @param version of the {@link PresentationUploaded} that asked for it
 * @param size bytes
 * @param duration seconds
 */
public record PresentationReady(String place, long version, String videoId, String fileKey, long size, double duration)
        implements Event {

    @Override
    public String aggregateId() {
        return place;
    }
}
