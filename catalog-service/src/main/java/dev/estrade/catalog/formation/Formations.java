package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Life.State;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.support.page.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All formations, tombstones included. */
@Component
class Formations {
    static final String CREATED_AT = "life.createdAt";
    private static final Duration TOMBSTONES_STAY = Duration.ofHours(24);
    private static final List<State> TOMBSTONES = List.of(State.REJECTED, State.ABANDONED, State.DELETED);

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Formations(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    Mono<Formation> find(String id) {
        return mongo.findById(id, Formation.class);
    }

    Mono<Formation> add(Formation formation) {
        return outbox.save(formation);
    }

    /** Empty if there is no such formation. */
    Mono<Formation> change(String id, UnaryOperator<Formation> transition) {
        return outbox.change(() -> find(id), transition);
    }

    /** Changes what there is, or writes the first of it. */
    Mono<Void> keep(String id, UnaryOperator<Formation> transition, Supplier<Formation> first) {
        return change(id, transition)
                .switchIfEmpty(Mono.defer(() -> add(first.get())))
                .onErrorResume(DuplicateKeyException.class, appeared -> change(id, transition))
                .then();
    }

    /** One more than a page has, if there are as many; the newest first. */
    Flux<Formation> list(FormationQuery query) {
        Query page = Query.query(query.criteria())
                .with(Cursor.newestFirst(CREATED_AT))
                .limit(query.limit() + 1);
        return mongo.find(page, Formation.class);
    }

    /** Those in which a lesson has replaced videos left. */
    Flux<Formation> withReplacedVideos() {
        return mongo.find(
                Query.query(
                        Criteria.where("content.modules.lessons.replaced._id").gt("")),
                Formation.class);
    }

    /** Tombstones that nobody can need any more. */
    Flux<Formation> oldTombstones() {
        return mongo.find(
                Query.query(Criteria.where("life.state")
                        .in(TOMBSTONES)
                        .and("pending")
                        .size(0)
                        .and("life.since")
                        .lt(Instant.now().minus(TOMBSTONES_STAY))),
                Formation.class);
    }

    Mono<Void> forget(Formation tombstone) {
        return mongo.remove(
                        Query.query(Criteria.where("_id")
                                .is(tombstone.id())
                                .and("version")
                                .is(tombstone.version())),
                        Formation.class)
                .then();
    }
}
