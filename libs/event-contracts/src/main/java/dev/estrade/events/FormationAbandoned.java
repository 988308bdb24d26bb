package dev.estrade.events;

/** The formation is a tombstone: whatever was claimed for it is released. */
public record FormationAbandoned(String formationId, long version) implements Event {
    @Override
    public String aggregateId() {
        return formationId;
    }
}
