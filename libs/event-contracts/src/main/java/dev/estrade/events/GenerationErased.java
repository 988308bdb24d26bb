package dev.estrade.events;

/**
 * Key and renditions of a removed generation are gone from the store.
 *
 * @param generation the id of the upload, too
 */
public record GenerationErased(Rel rel, String generation, long version) implements Event {
    @Override
    public String aggregateId() {
        return rel.toString();
    }
}
