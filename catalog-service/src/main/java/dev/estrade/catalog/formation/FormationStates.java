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

/** Follows formations; one reading of the database serves all who watch the same one here. */
@Component
class FormationStates {
    private final Formations formations;
    private final FormationViews views;
    private final JsonMapper json;
    private final Shared<FormationState> shared;

    FormationStates(Formations formations, FormationViews views, Looks looks, JsonMapper json) {
        this.formations = formations;
        this.views = views;
        this.json = json;
        this.shared = new Shared<>(id -> looks.at(load(id), FormationHints.keysOf(id)));
    }

    /** The newest state, at most one per second, changed or not. */
    Flux<FormationState> of(String id) {
        return shared.of(id);
    }

    /** Fails with {@code formation.unknown} for whom there is nothing to follow; its owner is told of a refusal. */
    Mono<Formation> visible(String id, Caller caller) {
        return Mono.defer(() -> formations.find(id))
                .filter(found -> found.state() == State.REJECTED && FormationViews.mayChange(caller, found))
                .switchIfEmpty(Mono.defer(() -> views.visible(id, caller)));
    }

    private Mono<FormationState> load(String id) {
        return Mono.defer(() -> formations.find(id)).flatMap(this::of).defaultIfEmpty(new Gone());
    }

    private Mono<FormationState> of(Formation formation) {
        Draft draft = formation.draft();
        if (formation.state() == State.REJECTED && draft != null) {
            return Mono.just(new Refused(Refusals.of(draft)));
        }
        return formation.isTombstone()
                ? Mono.just(new Gone())
                : views.of(formation).map(view -> Shown.of(formation.version(), view, json));
    }
}
