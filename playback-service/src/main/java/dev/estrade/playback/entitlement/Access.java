package dev.estrade.playback.entitlement;

import org.jspecify.annotations.Nullable;

/**
 * Everything that decides whether one user may watch one lesson.
 *
 * @param open to everybody
 * @param enrolled null if nobody spoke of an enrolment yet
 */
public record Access(
        Lesson lesson,
        String ownerId,
        boolean open,
        boolean published,
        @Nullable Boolean enrolled) {

    static Access of(Lesson lesson, Formation formation, @Nullable Enrolment enrolment) {
        return new Access(
                lesson,
                formation.ownerId(),
                formation.open(),
                formation.published(),
                enrolment == null ? null : enrolment.enrolled());
    }

    /** The trainer who owns it, or an enrolled learner of a published formation; everybody where a live is listed. */
    public boolean entitles(String userId) {
        return ownerId.equals(userId) || open || (published && Boolean.TRUE.equals(enrolled));
    }

    /** Whether an event that is still on its way could not change a refusal: nobody spoke of an enrolment yet. */
    boolean isSettledFor(String userId) {
        return ownerId.equals(userId) || open || enrolled != null;
    }
}
