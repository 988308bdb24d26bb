package dev.estrade.catalog.webhook;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.fact.Fact;
import dev.estrade.support.outbox.OnConflict;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.problem.ProblemException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All endpoints: a few that operators registered, not one per user. */
@Component
class WebhookEndpoints {
    private final ReactiveMongoOperations mongo;

    WebhookEndpoints(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    Mono<WebhookEndpoint> insert(WebhookEndpoint endpoint) {
        return mongo.insert(endpoint);
    }

    Mono<WebhookEndpoint> find(String id) {
        return mongo.findById(id, WebhookEndpoint.class);
    }

    /** Fails with {@code webhook.endpoint_unknown} instead of being empty. */
    Mono<WebhookEndpoint> require(String id) {
        return find(id).switchIfEmpty(unknown());
    }

    /** One more than the limit if there is another page. */
    Flux<WebhookEndpoint> list(int limit, @Nullable Cursor after) {
        Query page = after == null ? new Query() : Query.query(after.criteria());
        return mongo.find(page.with(Cursor.NEWEST_FIRST).limit(limit + 1), WebhookEndpoint.class);
    }

    /** Who is to be told of a fact. */
    Flux<WebhookEndpoint> wanting(Fact fact) {
        Query wanting = Query.query(Criteria.where("events")
                .is(fact.type())
                .and("disabledAt")
                .isNull()
                .and("createdAt")
                .lte(fact.at()));
        return mongo.find(wanting, WebhookEndpoint.class);
    }

    /** Empty if there is no such endpoint. */
    Mono<WebhookEndpoint> change(String id, UnaryOperator<WebhookEndpoint> transition) {
        return OnConflict.change(() -> find(id), transition, mongo::save);
    }

    Mono<Void> remove(String id) {
        return mongo.remove(Query.query(Criteria.where("_id").is(id)), WebhookEndpoint.class)
                .then();
    }

    static <T> Mono<T> unknown() {
        return Mono.error(() -> ProblemException.of(
                CatalogProblem.WEBHOOK_ENDPOINT_UNKNOWN, CatalogProblem.WEBHOOK_ENDPOINT_UNKNOWN.title()));
    }
}
