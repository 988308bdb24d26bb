package dev.estrade.catalog.post;

import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Who watches lives. A viewer watches for 45 s after each sign of life, so a closed tab counts no longer than that.
 *
 * <p>The peak is raised by {@code $max}, after the viewer's own write, to what is counted then: of several that come at
 * the same moment at whatever replica, the one that counts last counts all, and a lower count that arrives late lowers
 * nothing.
 */
@Component
class Audience {
    private static final Duration WATCHING = Duration.ofSeconds(45);

    private final ReactiveMongoOperations mongo;

    Audience(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * @param watching now
     * @param peak the most that watched at once
     * @param total people who watched at any time
     */
    record Figures(long watching, long peak, long total) {}

    /** @param until when he is thought to watch no more */
    @Document("live_viewers")
    @CompoundIndex(def = "{'liveId': 1, 'until': 1}")
    record Viewer(@Id String id, String liveId, String userId, Instant until) {}

    @Document("live_peaks")
    record Peak(@Id String id, long peak) {}

    Mono<Figures> watches(String liveId, String userId) {
        return seen(liveId, userId, Instant.now().plus(WATCHING))
                .then(Mono.defer(() -> watching(liveId)))
                .flatMap(count -> raise(liveId, count))
                .then(Mono.defer(() -> figures(liveId)));
    }

    /** Of somebody who never watched, too. */
    Mono<Figures> leaves(String liveId, String userId) {
        Query known = Query.query(Criteria.where("_id").is(idOf(liveId, userId)));
        return mongo.updateFirst(known, Update.update("until", Instant.now()), Viewer.class)
                .then(Mono.defer(() -> figures(liveId)));
    }

    Mono<Figures> figures(String liveId) {
        Mono<Long> peak = mongo.findById(liveId, Peak.class).map(Peak::peak).defaultIfEmpty(0L);
        Mono<Long> total = mongo.count(Query.query(of(liveId)), Viewer.class);
        return Mono.zip(watching(liveId), peak, total)
                .map(found -> new Figures(found.getT1(), found.getT2(), found.getT3()));
    }

    Mono<Void> forget(String liveId) {
        return mongo.remove(Query.query(of(liveId)), Viewer.class)
                .then(mongo.remove(Query.query(Criteria.where("_id").is(liveId)), Peak.class))
                .then();
    }

    private Mono<Long> watching(String liveId) {
        return mongo.count(Query.query(of(liveId).and("until").gt(Instant.now())), Viewer.class);
    }

    private Mono<Void> seen(String liveId, String userId, Instant until) {
        Query one = Query.query(Criteria.where("_id").is(idOf(liveId, userId)));
        Update more =
                Update.update("until", until).setOnInsert("liveId", liveId).setOnInsert("userId", userId);
        return upsert(one, more, Viewer.class);
    }

    private Mono<Void> raise(String liveId, long count) {
        return upsert(Query.query(Criteria.where("_id").is(liveId)), new Update().max("peak", count), Peak.class);
    }

    /** Two at once may both find nothing to update. */
    private Mono<Void> upsert(Query one, Update update, Class<?> type) {
        return mongo.upsert(one, update, type)
                .retryWhen(Retry.max(3).filter(DuplicateKeyException.class::isInstance))
                .then();
    }

    private static Criteria of(String liveId) {
        return Criteria.where("liveId").is(liveId);
    }

    private static String idOf(String liveId, String userId) {
        return liveId + ":" + userId;
    }
}
