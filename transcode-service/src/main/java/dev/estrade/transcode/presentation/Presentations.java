package dev.estrade.transcode.presentation;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.transcode.presentation.Presentation.Status;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All presentations. */
@Component
class Presentations implements EventHandler {
    private static final int LOOKED_AT = 10;

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Presentations(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return event instanceof PresentationUploaded uploaded ? keep(uploaded) : Mono.empty();
    }

    Mono<Presentation> find(String place) {
        return mongo.findById(place, Presentation.class);
    }

    Mono<Presentation> change(String place, UnaryOperator<Presentation> transition) {
        return outbox.change(() -> find(place), transition);
    }

    /** The turn of one that waits, the longest first; empty if none does, or others take them faster. */
    Mono<Presentation> take(Instant now, Instant until) {
        Query waiting = Query.query(
                Criteria.where("status").is(Status.WAITING).and("turn.until").lte(now));
        return mongo.find(waiting.with(Sort.by("turn.until")).limit(LOOKED_AT), Presentation.class)
                .concatMap(found -> outbox.save(found.taken(until))
                        .onErrorResume(OptimisticLockingFailureException.class, faster -> Mono.empty()))
                .filter(taken -> taken.status() == Status.WAITING)
                .next();
    }

    private Mono<Void> keep(PresentationUploaded event) {
        Mono<Presentation> known = change(event.place(), presentation -> presentation.replacedBy(event));
        return known.switchIfEmpty(Mono.defer(() -> outbox.save(Presentation.of(event))))
                .onErrorResume(DuplicateKeyException.class, appeared -> known)
                .then();
    }
}
