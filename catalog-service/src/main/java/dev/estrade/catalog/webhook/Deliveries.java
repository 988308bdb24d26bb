package dev.estrade.catalog.webhook;

import dev.estrade.catalog.webhook.Delivery.Status;
import dev.estrade.support.outbox.OnConflict;
import dev.estrade.support.page.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All deliveries, settled ones too while the log is kept. */
@Component
class Deliveries {
    private final ReactiveMongoOperations mongo;

    Deliveries(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Empty if there is one with this id: what is told twice is delivered once. */
    Mono<Delivery> insert(Delivery delivery) {
        return mongo.insert(delivery).onErrorComplete(DuplicateKeyException.class);
    }

    Mono<Delivery> find(String endpointId, String id) {
        return mongo.findOne(
                Query.query(Criteria.where("_id").is(id).and("endpointId").is(endpointId)), Delivery.class);
    }

    /** One more than the limit if there is another page. */
    Flux<Delivery> list(String endpointId, @Nullable Status status, int limit, @Nullable Cursor after) {
        Query page = Query.query(Criteria.where("endpointId").is(endpointId));
        if (status != null) {
            page.addCriteria(Criteria.where("turn.status").is(status));
        }
        if (after != null) {
            page.addCriteria(after.criteria());
        }
        return mongo.find(page.with(Cursor.NEWEST_FIRST).limit(limit + 1), Delivery.class);
    }

    /** The endpoints that have anything due. */
    Flux<String> dueEndpoints() {
        return mongo.query(Delivery.class)
                .distinct("endpointId")
                .as(String.class)
                .matching(Query.query(due()))
                .all();
    }

    Flux<Delivery> due(String endpointId, int limit) {
        Query due = Query.query(due().and("endpointId").is(endpointId))
                .with(Sort.by("turn.dueAt"))
                .limit(limit);
        return mongo.find(due, Delivery.class);
    }

    /** Empty if another replica was faster, here or in between. */
    Mono<Delivery> save(Delivery changed) {
        return mongo.save(changed).onErrorComplete(OptimisticLockingFailureException.class);
    }

    /** Empty if there is no such delivery. */
    Mono<Delivery> change(String endpointId, String id, UnaryOperator<Delivery> transition) {
        return OnConflict.change(() -> find(endpointId, id), transition, mongo::save);
    }

    Mono<Void> remove(Delivery delivery) {
        return mongo.remove(Query.query(Criteria.where("_id").is(delivery.id())), Delivery.class)
                .then();
    }

    Mono<Void> removeOf(String endpointId) {
        return mongo.remove(Query.query(Criteria.where("endpointId").is(endpointId)), Delivery.class)
                .then();
    }

    Mono<Void> forgetSettledOlderThan(Duration age) {
        Query old = Query.query(Criteria.where("createdAt")
                .lt(Instant.now().minus(age))
                .and("turn.status")
                .in(Status.DELIVERED, Status.FAILED));
        return mongo.remove(old, Delivery.class).then();
    }

    private static Criteria due() {
        return Criteria.where("turn.dueAt").lte(Instant.now());
    }
}
