package dev.estrade.events;

/**
 * The formation is gone for people: nobody watches its lessons from now on. What has to be erased for it follows as
 * {@link GenerationsRemoved} and {@link PresentationsRemoved}.
 *
 * @param ownerId the trainer's {@code sub}
 */
public record FormationDeleted(String formationId, long version, String ownerId) implements Event {
    @Override
    public String aggregateId() {
        return formationId;
    }
}
