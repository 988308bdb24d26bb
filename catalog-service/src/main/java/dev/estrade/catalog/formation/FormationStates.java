package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.FormationState.Gone;
import dev.estrade.catalog.formation.FormationState.Refused;
import dev.estrade.catalog.formation.FormationState.Shown;
import dev.estrade.catalog.formation.Life.State;
import dev.estrade.support.security.Caller;
import dev.estrade.support.stream.Looks;
import dev.estrade.support.stream.Shared;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Follows formations; one reading of the database serves all here who may change it, another all who may only see it. */
@Component
class FormationStates {
    private final Formations formations;
    private final FormationViews views;
    private final JsonMapper json;
    private final Shared<FormationState> forTrainers;
    private final Shared<FormationState> forLearners;

    FormationStates(Formations formations, FormationViews views, Looks looks, JsonMapper json) {
        this.formations = formations;
        this.views = views;
        this.json = json;
        this.forTrainers = new Shared<>(id -> looks.at(load(id, true), FormationHints.keysOf(id)));
        this.forLearners = new Shared<>(id -> looks.at(load(id, false), FormationHints.keysOf(id)));
    }

    /** The newest state that this caller may see, at most one per second, changed or not. */
    Flux<FormationState> of(Formation formation, Caller caller) {
        return (FormationViews.mayChange(caller, formation) ? forTrainers : forLearners).of(formation.id());
    }

    /** Fails with {@code formation.unknown} for whom there is nothing to follow; its owner is told of a refusal. */
    Mono<Formation> visible(String id, Caller caller) {
        return Mono.defer(() -> formations.find(id))
                .filter(found -> found.state() == State.REJECTED && FormationViews.mayChange(caller, found))
                .switchIfEmpty(Mono.defer(() -> views.visible(id, caller)));
    }

    private Mono<FormationState> load(String id, boolean withChange) {
        return Mono.defer(() -> formations.find(id))
                .flatMap(found -> of(found, withChange))
                .defaultIfEmpty(new Gone());
    }

    private Mono<FormationState> of(Formation formation, boolean withChange) {
        Draft draft = formation.draft();
        if (formation.state() == State.REJECTED && draft != null) {
            return Mono.just(new Refused(Refusals.of(draft)));
        }
        return formation.isTombstone()
                ? Mono.just(new Gone())
                : views.of(formation, withChange).map(view -> Shown.of(formation.version(), view, json));
    }
}
