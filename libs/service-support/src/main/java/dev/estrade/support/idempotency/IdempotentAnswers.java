package dev.estrade.support.idempotency;

import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;

/** The stored answers, by key. */
final class IdempotentAnswers {
    private final ReactiveMongoOperations mongo;

    IdempotentAnswers(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** @return true if this request is the first with its key */
    Mono<Boolean> begin(IdempotentAnswer first) {
        return mongo.insert(first).thenReturn(true).onErrorReturn(DuplicateKeyException.class, false);
    }

    Mono<IdempotentAnswer> find(String id) {
        return mongo.findById(id, IdempotentAnswer.class);
    }

    Mono<Void> store(IdempotentAnswer answered) {
        return mongo.save(answered).then();
    }

    /** Removes a request that was never answered, so that it may be tried again. */
    Mono<Boolean> giveUp(IdempotentAnswer unanswered) {
        Query same =
                Query.query(Criteria.where("_id").is(unanswered.id()).and("at").is(unanswered.at()));
        return mongo.remove(same, IdempotentAnswer.class).map(removed -> removed.getDeletedCount() == 1);
    }

    Mono<Void> forgetOlderThan(Duration age) {
        Query old = Query.query(Criteria.where("at").lt(Instant.now().minus(age)));
        return mongo.remove(old, IdempotentAnswer.class).then();
    }
}
