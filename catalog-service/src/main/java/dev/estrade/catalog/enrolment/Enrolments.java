package dev.estrade.catalog.enrolment;

import dev.estrade.support.outbox.Outbox;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** All enrolments. */
@Component
public class Enrolments {
    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Enrolments(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    public Mono<Boolean> isEnrolled(String formationId, String userId) {
        return find(formationId, userId).map(Enrolment::enrolled).defaultIfEmpty(false);
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
