package dev.estrade.events;

import java.util.List;
import java.util.Objects;

/**
 * A trainer asks for a formation, or for new videos in one that exists; upload-service answers {@link UploadsClaimed} or
 * {@link UploadsRejected}.
 *
 * @param ownerId the trainer's {@code sub}, who must own every upload named
 * @param keepUploads whether the trainer's unclaimed uploads survive a rejection
 * @param claimId names the request in the answers; the formation's own id for the one that creates it, and if absent
 * @param presentations none if absent
 */
public record FormationSubmitted(
        String formationId,
        long version,
        String ownerId,
        boolean keepUploads,
        List<LessonVideo> videos,
        String claimId,
        List<PresentationVideo> presentations)
        implements Event {

    public FormationSubmitted {
        claimId = Objects.requireNonNullElse(claimId, formationId);
        presentations = Objects.requireNonNullElse(presentations, List.of());
    }

    public record LessonVideo(String videoId, Rel rel) {}

    /** @param place as in {@link PresentationUploaded} */
    public record PresentationVideo(String videoId, String place) {}

    @Override
    public String aggregateId() {
        return formationId;
    }
}
