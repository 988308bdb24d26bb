package dev.estrade.transcode.presentation;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.PresentationsRemoved;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.transcode.presentation.Presentation.Status;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All presentations. */
@Component
class Presentations implements EventHandler {
    private static final int LOOKED_AT = 10;
    private static final List<Status> UNDONE = List.of(Status.WAITING, Status.REMOVED, Status.ERASED, Status.GONE);

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Presentations(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof PresentationsRemoved removed) {
            return Flux.fromIterable(removed.presentations())
                    .concatMap(one -> remove(one.place(), one.videoId()))
                    .then();
        }
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
                Criteria.where("status").in(UNDONE).and("turn.until").lte(now));
        return mongo.find(waiting.with(Sort.by("turn.until")).limit(LOOKED_AT), Presentation.class)
                .concatMap(found -> outbox.save(found.taken(until))
                        .onErrorResume(OptimisticLockingFailureException.class, faster -> Mono.empty()))
                .filter(taken -> taken.status() != Status.FAILED)
                .next();
    }

    /** Takes a tombstone away, if it still is one and all is told. */
    Mono<Void> forget(Presentation mine) {
        Query tombstone =
                Query.query(Criteria.where("_id").is(mine.id()).and("status").is(Status.GONE));
        Criteria whose = Criteria.where("turn.fence").is(mine.turn().fence());
        return mongo.remove(tombstone.addCriteria(whose.and("pending").size(0)), Presentation.class)
                .then();
    }

    private Mono<Void> keep(PresentationUploaded event) {
        return changeOrInsert(
                event.place(), presentation -> presentation.replacedBy(event), () -> Presentation.of(event));
    }

    private Mono<Void> remove(String place, String videoId) {
        return changeOrInsert(
                place, presentation -> presentation.without(videoId), () -> Presentation.removed(place, videoId));
    }

    private Mono<Void> changeOrInsert(
            String place, UnaryOperator<Presentation> transition, Supplier<Presentation> first) {
        Mono<Presentation> known = change(place, transition);
        return known.switchIfEmpty(Mono.defer(() -> outbox.save(first.get())))
                .onErrorResume(DuplicateKeyException.class, appeared -> known)
                .then();
    }
}
