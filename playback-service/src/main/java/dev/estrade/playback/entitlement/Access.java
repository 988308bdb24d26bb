package dev.estrade.playback.entitlement;

import org.jspecify.annotations.Nullable;

/** Everything that decides whether one user may watch one lesson. */
public record Access(
        Lesson lesson,
        String ownerId,
        boolean published,
        @Nullable Boolean enrolled) {

    /** The trainer who owns it, or an enrolled learner of a published formation. */
    public boolean entitles(String userId) {
        return ownerId.equals(userId) || (published && Boolean.TRUE.equals(enrolled));
    }

    /** Whether an event that is still on its way could not change a refusal: nobody spoke of an enrolment yet. */
    boolean isSettledFor(String userId) {
        return ownerId.equals(userId) || enrolled != null;
    }
}
