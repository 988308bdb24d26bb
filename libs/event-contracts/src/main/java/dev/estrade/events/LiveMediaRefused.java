package dev.estrade.events;

/**
 * The live stays open: there is nothing to keep of it, or not the film that its author named.
 *
 * @param code stable, from docs/errors.md
 * @param detail a sentence that the author understands
 */
public record LiveMediaRefused(String liveId, long version, String stopId, String code, String detail)
        implements Event {
    @Override
    public String aggregateId() {
        return liveId;
    }
}
