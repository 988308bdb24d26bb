package dev.estrade.catalog.formation;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.catalog.formation.Life.State;
import dev.estrade.catalog.lesson.LessonState.Status;
import java.util.List;
import java.util.Locale;

/** How far a formation is as a whole. */
enum FormationStatus {
    SUBMITTED,
    PROCESSING,
    READY,
    /** A lesson failed, the others play. */
    DEGRADED;

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FormationStatus of(Formation formation, Progress progress) {
        if (formation.state() == State.SUBMITTED) {
            return SUBMITTED;
        }
        List<Status> all = formation.lessons().map(progress::status).toList();
        if (!all.stream().allMatch(Status::isFinal)) {
            return PROCESSING;
        }
        return all.contains(Status.FAILED) ? DEGRADED : READY;
    }
}
