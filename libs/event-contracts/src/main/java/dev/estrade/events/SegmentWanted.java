package dev.estrade.events;

/**
 * Somebody waits for a segment that is not encoded yet. Lossy: it is told again while he waits.
 *
 * @param generation of the lesson
 * @param rendition such as {@code 480p}
 */
public record SegmentWanted(Rel rel, String generation, String rendition, int segment) implements Event {
    @Override
    public String aggregateId() {
        return rel + "@" + generation;
    }

    /** There is none: nothing was made durable. */
    @Override
    public long version() {
        return 0;
    }
}
