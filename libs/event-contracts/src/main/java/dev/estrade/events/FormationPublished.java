package dev.estrade.events;

import java.util.List;

/**
 * Every upload is claimed and the formation exists as a whole, in this form; sent again when it changes.
 *
 * @param ownerId the trainer's {@code sub}
 * @param published whether enrolled learners see it
 */
public record FormationPublished(String formationId, long version, String ownerId, boolean published, List<Rel> lessons)
        implements Event {
    @Override
    public String aggregateId() {
        return formationId;
    }
}
