package dev.estrade.catalog.enrolment;

import dev.estrade.support.outbox.Outbox;
import dev.estrade.support.page.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** All enrolments. */
@Component
public class Enrolments {
    private static final int AT_ONCE = 8;

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Enrolments(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    public Mono<Boolean> isEnrolled(String formationId, String userId) {
        return find(formationId, userId).map(Enrolment::enrolled).defaultIfEmpty(false);
    }

    /** The formations in which a person is enrolled. */
    public Flux<String> formationsOf(String userId) {
        return mongo.find(
                        Query.query(Criteria.where("userId")
                                .is(userId)
                                .and("enrolled")
                                .is(true)),
                        Enrolment.class)
                .map(Enrolment::formationId);
    }

    /** Everybody's right to a formation that is deleted ends, and stays ended if the formation begins anew. */
    public Mono<Void> end(String formationId) {
        return mongo.find(
                        Query.query(Criteria.where("formationId")
                                .is(formationId)
                                .and("enrolled")
                                .is(true)),
                        Enrolment.class)
                .flatMap(enrolment -> change(formationId, enrolment.userId(), false), AT_ONCE)
                .then();
    }

    /** Of a formation of which nothing is left. */
    public Mono<Void> forget(String formationId) {
        return mongo.remove(
                        Query.query(Criteria.where("formationId")
                                .is(formationId)
                                .and("pending")
                                .size(0)),
                        Enrolment.class)
                .then();
    }

    /** One more than a page has, if there are as many; the newest first. */
    Flux<Enrolment> list(String formationId, int limit, @Nullable Cursor after) {
        Criteria enrolled =
                Criteria.where("formationId").is(formationId).and("enrolled").is(true);
        Criteria wanted = after == null ? enrolled : new Criteria().andOperator(enrolled, after.criteria());
        return mongo.find(Query.query(wanted).with(Cursor.NEWEST_FIRST).limit(limit + 1), Enrolment.class);
    }

    /** Repeating it changes nothing. */
    Mono<Void> change(String formationId, String userId, boolean enrolled) {
        Mono<Enrolment> found = find(formationId, userId).defaultIfEmpty(Enrolment.none(formationId, userId));
        return outbox.change(() -> found, known -> known.changedTo(enrolled))
                .retryWhen(Retry.max(3).filter(DuplicateKeyException.class::isInstance))
                .then();
    }

    private Mono<Enrolment> find(String formationId, String userId) {
        return mongo.findById(Enrolment.idOf(formationId, userId), Enrolment.class);
    }
}
