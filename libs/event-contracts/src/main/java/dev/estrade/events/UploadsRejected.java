package dev.estrade.events;

import java.util.List;
import java.util.Objects;

/**
 * At least one upload could not be claimed, so none is; only the offending ones are listed.
 *
 * @param claimId of the {@link FormationSubmitted} that asked
 */
public record UploadsRejected(String formationId, long version, List<RejectedUpload> uploads, String claimId)
        implements Event {

    public UploadsRejected {
        claimId = Objects.requireNonNullElse(claimId, formationId);
    }

    /** @param code a code of docs/errors.md, such as {@code upload.not_completed} */
    public record RejectedUpload(String videoId, String code, String detail) {}

    @Override
    public String aggregateId() {
        return formationId;
    }
}
