package dev.estrade.catalog.formation;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.enrolment.Enrolments;
import dev.estrade.catalog.formation.Formation.State;
import dev.estrade.catalog.lesson.LessonStates;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Formations as people see them, and who sees which. */
@Component
class FormationViews {
    private final Formations formations;
    private final LessonStates lessons;
    private final Enrolments enrolments;

    FormationViews(Formations formations, LessonStates lessons, Enrolments enrolments) {
        this.formations = formations;
        this.lessons = lessons;
        this.enrolments = enrolments;
    }

    /** Fails with {@code formation.unknown} if there is none for this caller. */
    Mono<FormationView> show(String id, Caller caller) {
        return visible(id, caller).flatMap(this::of);
    }

    /** Fails as {@link #show}. */
    Mono<Formation> visible(String id, Caller caller) {
        return formations
                .find(id)
                .filter(found -> found.state() == State.WHOLE || found.state() == State.SUBMITTED)
                .filterWhen(found -> maySee(caller, found))
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        CatalogProblem.FORMATION_UNKNOWN, CatalogProblem.FORMATION_UNKNOWN.title())));
    }

    Mono<FormationView> of(Formation formation) {
        return lessons.find(formation.lessons().map(Formation.Lesson::stateId).toList())
                .map(states -> FormationView.of(formation, states));
    }

    private Mono<Boolean> maySee(Caller caller, Formation formation) {
        if (caller.userId().equals(formation.ownerId()) || caller.has(Role.ADMIN) || caller.has(Role.SERVICE)) {
            return Mono.just(true);
        }
        boolean offered =
                formation.state() == State.WHOLE && formation.content().published();
        return offered ? enrolments.isEnrolled(formation.id(), caller.userId()) : Mono.just(false);
    }
}
