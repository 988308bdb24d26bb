package dev.estrade.events;

/** A library item's owner deleted it: its object goes, and so does its cover's. */
public record MediaDeleted(String mediaId, long version, String ownerId) implements Event {

    @Override
    public String aggregateId() {
        return mediaId;
    }
}
