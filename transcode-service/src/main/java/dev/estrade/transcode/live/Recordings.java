package dev.estrade.transcode.live;

import dev.estrade.support.outbox.Outbox;
import dev.estrade.transcode.live.Recording.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All recordings. */
@Component
class Recordings {
    private static final String UNTIL = "lease.until";

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Recordings(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    Mono<Recording> find(String id) {
        return mongo.findById(id, Recording.class);
    }

    /** How many chunks it has, once it has ended. One that is over has none that anybody needs. */
    Mono<OptionalInt> length(String id) {
        return Mono.defer(() -> find(id))
                .map(found -> found.isOver() ? OptionalInt.of(0) : found.knownLength())
                .defaultIfEmpty(OptionalInt.of(0));
    }

    Mono<Recording> change(String id, UnaryOperator<Recording> transition) {
        return outbox.change(() -> find(id), transition);
    }

    /** Changes it if it is known, and keeps this one otherwise. */
    Mono<Recording> keep(String id, UnaryOperator<Recording> transition, Supplier<Recording> first) {
        Mono<Recording> known = change(id, transition);
        return known.switchIfEmpty(Mono.defer(() -> outbox.save(first.get())))
                .onErrorResume(DuplicateKeyException.class, appeared -> known);
    }

    /** The one that waits longest at this stage; empty if none does. */
    Mono<Recording> take(Stage stage, Duration lease) {
        return Mono.defer(() -> {
            Instant now = Instant.now();
            Criteria waiting = Criteria.where("stage").is(stage).and(UNTIL).lte(now);
            if (stage == Stage.JOINING) {
                waiting = waiting.and("length").ne(null);
            }
            Update leased = new Update()
                    .set(UNTIL, now.plus(lease))
                    .inc("lease.fence", 1)
                    .inc("version", 1);
            return mongo.findAndModify(
                    Query.query(waiting).with(Sort.by(UNTIL)),
                    leased,
                    FindAndModifyOptions.options().returnNew(true),
                    Recording.class);
        });
    }

    /** Fails with LeaseLostException if it is not ours any more. */
    Mono<Recording> renew(Recording mine, Duration lease) {
        return change(
                        mine.id(),
                        current -> current.postponed(mine, Instant.now().plus(lease)))
                .flatMap(current -> requireHeld(current, mine));
    }

    Mono<Recording> requireHeld(Recording current, Recording mine) {
        return current.isHeldBy(mine) ? Mono.just(current) : Mono.error(new LeaseLostException(mine));
    }

    /** Tombstones that are old enough, and have told everything. */
    Mono<Void> forget(Instant before) {
        Query old = Query.query(Criteria.where("stage")
                .is(Stage.REMOVED)
                .and(UNTIL)
                .lt(before)
                .and("pending")
                .size(0));
        return mongo.remove(old, Recording.class).then();
    }
}
