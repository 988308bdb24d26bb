package dev.estrade.upload.recording;

import dev.estrade.support.outbox.Outbox;
import dev.estrade.upload.recording.Life.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All recordings, tombstones included. */
@Component
class Recordings {
    private static final List<State> OPEN =
            Arrays.stream(State.values()).filter(State::isOpen).toList();

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Recordings(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    Mono<Recording> find(String id) {
        return mongo.findById(id, Recording.class);
    }

    Flux<Recording> findAll(Collection<String> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), Recording.class);
    }

    Mono<Recording> add(Recording prepared) {
        return outbox.save(prepared);
    }

    /** Empty if there is no such recording. */
    Mono<Recording> change(String id, UnaryOperator<Recording> transition) {
        return outbox.change(() -> find(id), transition);
    }

    /** The oldest first. */
    Flux<Recording> of(String liveId) {
        return mongo.find(
                Query.query(Criteria.where("liveId").is(liveId)).with(Sort.by("life.startedAt", "_id")),
                Recording.class);
    }

    Mono<Long> countOpen(String ownerId) {
        return mongo.count(
                Query.query(
                        Criteria.where("ownerId").is(ownerId).and("life.state").in(OPEN)),
                Recording.class);
    }

    Mono<Boolean> isLast(Recording counted) {
        Query others = Query.query(Criteria.where("liveId")
                .is(counted.liveId())
                .and("_id")
                .ne(counted.id())
                .and("life.state")
                .in(OPEN));
        return mongo.exists(others, Recording.class).map(exists -> !exists);
    }

    Flux<Recording> due(Instant now, int limit) {
        return mongo.find(
                Query.query(Criteria.where("life.due").lte(now))
                        .with(Sort.by("life.due"))
                        .limit(limit),
                Recording.class);
    }

    /** Tombstones to which no URL leads any more. */
    Flux<Recording> unreachable(Instant urlsEndedBefore) {
        return mongo.find(
                Query.query(Criteria.where("life.state")
                        .is(State.REMOVED)
                        .and("life.urlsUntil")
                        .lt(urlsEndedBefore)
                        .and("pending")
                        .size(0)),
                Recording.class);
    }

    /** Unless it has changed since. */
    Mono<Void> forget(Recording found) {
        Query unchanged =
                Query.query(Criteria.where("_id").is(found.id()).and("version").is(found.version()));
        return mongo.remove(unchanged, Recording.class).then();
    }
}
