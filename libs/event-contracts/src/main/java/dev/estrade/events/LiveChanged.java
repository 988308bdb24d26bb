package dev.estrade.events;

import java.util.List;

/**
 * How a live stands, from its start to its deletion: who may record it, and who may watch what.
 *
 * @param liveId the post's id
 * @param ownerId the author's {@code sub}
 * @param open whether it still runs, so that recordings may begin
 * @param listed whether everybody who is signed in may watch what it has; else its author alone
 * @param rels what it has: its stream ({@link LivePlace#stream}), and each recording; none once it is deleted with them
 */
public record LiveChanged(String liveId, long version, String ownerId, boolean open, boolean listed, List<Rel> rels)
        implements Event {
    @Override
    public String aggregateId() {
        return liveId;
    }
}
