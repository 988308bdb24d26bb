package dev.estrade.events;

import java.util.List;

/**
 * A trainer asks for a formation; upload-service answers {@link UploadsClaimed} or {@link UploadsRejected}.
 *
 * @param ownerId the caller's {@code sub}, who must own every upload named
 * @param keepUploads whether the caller's unclaimed uploads survive a rejection
 */
public record FormationSubmitted(
        String formationId, long version, String ownerId, boolean keepUploads, List<LessonVideo> videos)
        implements Event {

    public record LessonVideo(String videoId, Rel rel) {}

    @Override
    public String aggregateId() {
        return formationId;
    }
}
