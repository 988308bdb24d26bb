package dev.estrade.catalog.formation;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.enrolment.Enrolments;
import dev.estrade.catalog.enrolment.FormationOwners;
import dev.estrade.catalog.formation.Life.State;
import dev.estrade.catalog.lesson.LessonStates;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.support.store.ObjectStores;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Formations as people see them, and who sees and changes which. */
@Component
class FormationViews implements FormationOwners {
    private final Formations formations;
    private final LessonStates lessons;
    private final Enrolments enrolments;
    private final ObjectStores stores;
    private final FormationProperties settings;

    FormationViews(
            Formations formations,
            LessonStates lessons,
            Enrolments enrolments,
            ObjectStores stores,
            FormationProperties settings) {
        this.formations = formations;
        this.lessons = lessons;
        this.enrolments = enrolments;
        this.stores = stores;
        this.settings = settings;
    }

    /** Fails with {@code formation.unknown} if there is none for this caller. */
    Mono<Formation> visible(String id, Caller caller) {
        return formations
                .find(id)
                .filter(found -> !found.isTombstone())
                .filterWhen(found -> maySee(caller, found))
                .switchIfEmpty(unknown());
    }

    /** Fails as {@link #visible}, and with {@code formation.not_owner}. */
    Mono<Formation> changeable(String id, Caller caller) {
        return visible(id, caller).map(found -> {
            if (!mayChange(caller, found)) {
                throw ProblemException.of(CatalogProblem.NOT_OWNER, CatalogProblem.NOT_OWNER.title());
            }
            return found;
        });
    }

    /** Only one that is whole has people in it. */
    @Override
    public Mono<Void> requireOwned(String id, Caller caller) {
        return changeable(id, caller)
                .filter(found -> found.state() == State.WHOLE)
                .switchIfEmpty(unknown())
                .then();
    }

    Mono<FormationView> of(Formation formation, Caller caller) {
        return of(formation, mayChange(caller, formation));
    }

    /** @param withChange whether it is for those who see what was asked for last, too */
    Mono<FormationView> of(Formation formation, boolean withChange) {
        return progress(List.of(formation)).map(progress -> FormationView.of(formation, progress, withChange));
    }

    Mono<Progress> progress(List<Formation> shown) {
        List<String> ids = shown.stream()
                .flatMap(Formation::lessons)
                .map(Content.Lesson::stateId)
                .toList();
        return lessons.find(ids)
                .map(states -> new Progress(states, key -> stores.media().presignGet(key, settings.posterWindow())));
    }

    static boolean mayChange(Caller caller, Formation formation) {
        return caller.userId().equals(formation.ownerId()) || seesAll(caller);
    }

    static boolean seesAll(Caller caller) {
        return caller.has(Role.ADMIN) || caller.has(Role.SERVICE);
    }

    static <T> Mono<T> unknown() {
        return Mono.error(
                () -> ProblemException.of(CatalogProblem.FORMATION_UNKNOWN, CatalogProblem.FORMATION_UNKNOWN.title()));
    }

    private Mono<Boolean> maySee(Caller caller, Formation formation) {
        if (mayChange(caller, formation)) {
            return Mono.just(true);
        }
        boolean offered =
                formation.state() == State.WHOLE && formation.content().published();
        return offered ? enrolments.isEnrolled(formation.id(), caller.userId()) : Mono.just(false);
    }
}
