package dev.estrade.playback.entitlement;

import dev.estrade.events.Rel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decides which of some lessons' originals a user may have.
 *
 * @param anybody whether his own rights do not matter
 * @param formations by their ids
 * @param enrolments the ids of those of his that hold
 */
record Rights(String userId, boolean anybody, Map<String, Formation> formations, Set<String> enrolments) {

    /** Empty if the lesson is in no formation or has no original. */
    Optional<Candidate> candidate(Lesson lesson) {
        Formation formation = lesson.formationId() == null ? null : formations.get(lesson.formationId());
        return formation == null || !formation.lessons().contains(lesson.id())
                ? Optional.empty()
                : lesson.withOriginal().flatMap(generation -> candidate(lesson, generation, allow(formation)));
    }

    private static Optional<Candidate> candidate(Lesson lesson, Generation generation, boolean allowed) {
        @Nullable Original original = generation.original();
        return original == null
                ? Optional.empty()
                : Rel.parse(lesson.id()).map(rel -> new Candidate(rel, generation.id(), original, allowed));
    }

    private boolean allow(Formation formation) {
        return anybody
                || formation.ownerId().equals(userId)
                || (formation.published()
                        && formation.allowDownloads()
                        && enrolments.contains(Enrolment.idOf(formation.id(), userId)));
    }
}
