package dev.estrade.playback.progress;

import dev.estrade.events.Rel;
import dev.estrade.support.outbox.OnConflict;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is kept of everybody's progress. */
@Component
class WatchRecords {
    private final ReactiveMongoOperations mongo;

    WatchRecords(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    Mono<WatchRecord> find(Rel rel, String userId) {
        return mongo.findById(WatchRecord.idOf(rel, userId), WatchRecord.class)
                .defaultIfEmpty(WatchRecord.none(rel, userId));
    }

    /** @return the record after the change, whatever else was written meanwhile */
    Mono<WatchRecord> change(Rel rel, String userId, UnaryOperator<WatchRecord> change) {
        return OnConflict.change(() -> find(rel, userId), change, this::save);
    }

    /** Everybody's in a lesson. */
    Mono<Void> forget(Rel rel) {
        // A semicolon is what follows a colon.
        Criteria everybodys = Criteria.where("_id").gt(rel + ":").lt(rel + ";");
        return mongo.remove(Query.query(everybodys), WatchRecord.class).then();
    }

    Mono<Void> forget(Rel rel, String userId) {
        Criteria his = Criteria.where("_id").is(WatchRecord.idOf(rel, userId));
        return mongo.remove(Query.query(his), WatchRecord.class).then();
    }

    /** Two devices that begin at once both insert; the second one repeats as after any other conflict. */
    private Mono<WatchRecord> save(WatchRecord changed) {
        return mongo.save(changed)
                .onErrorMap(
                        DuplicateKeyException.class,
                        e -> new OptimisticLockingFailureException("Somebody else began this record", e));
    }
}
