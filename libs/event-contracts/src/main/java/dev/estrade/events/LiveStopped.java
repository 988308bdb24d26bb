package dev.estrade.events;

import org.jspecify.annotations.Nullable;

/**
 * The author ends a live. Answered by {@link LiveMediaAccepted} or {@link LiveMediaRefused} with the same {@code stopId}.
 *
 * @param stopId of this attempt
 * @param ownerId the author's {@code sub}
 * @param uploadId the film that he uploaded himself; null for what was recorded
 * @param mediaExpected whether it is to be refused if there is neither
 */
public record LiveStopped(
        String liveId,
        long version,
        String stopId,
        String ownerId,
        @Nullable String uploadId,
        boolean mediaExpected) implements Event {
    @Override
    public String aggregateId() {
        return liveId;
    }
}
