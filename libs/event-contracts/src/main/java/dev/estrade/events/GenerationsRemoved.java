package dev.estrade.events;

import java.util.List;

/**
 * Nobody needs these generations of lessons any more: their keys go at once, then their renditions, then, after
 * {@link GenerationErased}, the uploads that they were made from.
 */
public record GenerationsRemoved(String formationId, long version, List<RemovedGeneration> generations)
        implements Event {

    /** @param generation the id of the upload, too */
    public record RemovedGeneration(Rel rel, String generation) {}

    @Override
    public String aggregateId() {
        return formationId;
    }
}
