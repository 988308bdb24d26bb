package dev.estrade.events;

import java.util.Objects;

/**
 * Nothing came of a request for uploads: whatever was claimed for it is released.
 *
 * @param claimId of the {@link FormationSubmitted} that asked
 */
public record FormationAbandoned(String formationId, long version, String claimId) implements Event {

    public FormationAbandoned {
        claimId = Objects.requireNonNullElse(claimId, formationId);
    }

    @Override
    public String aggregateId() {
        return formationId;
    }
}
