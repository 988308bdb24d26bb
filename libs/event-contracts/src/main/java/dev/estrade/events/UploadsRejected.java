package dev.estrade.events;

import java.util.List;

/** At least one upload could not be claimed, so none is; only the offending ones are listed. */
public record UploadsRejected(String formationId, long version, List<RejectedUpload> uploads) implements Event {

    /** @param code a code of docs/errors.md, such as {@code upload.not_completed} */
    public record RejectedUpload(String videoId, String code, String detail) {}

    @Override
    public String aggregateId() {
        return formationId;
    }
}
