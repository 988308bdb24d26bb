package dev.estrade.events;

import java.util.List;

/**
 * These places have no presentation any more.
 *
 * @param presentations the uploads that were there; one that came later stays
 */
public record PresentationsRemoved(String formationId, long version, List<RemovedPresentation> presentations)
        implements Event {

    /** @param place as in {@link PresentationUploaded} */
    public record RemovedPresentation(String place, String videoId) {}

    @Override
    public String aggregateId() {
        return formationId;
    }
}
