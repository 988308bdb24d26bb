package dev.estrade.events;

import org.jspecify.annotations.Nullable;

/**
 * A presentation plays at its {@code fileKey}.
 *
 * @param place as in {@link PresentationUploaded}
 * @param version of the {@link PresentationUploaded} that asked for it
 * @param size bytes
 * @param duration seconds
 * @param posterKey {@code presentation_videos/<place>/poster.jpg}, key and public path alike; null if there is none, and
 *     from older producers
 */
public record PresentationReady(
        String place,
        long version,
        String videoId,
        String fileKey,
        long size,
        double duration,
        @Nullable String posterKey)
        implements Event {

    @Override
    public String aggregateId() {
        return place;
    }
}
