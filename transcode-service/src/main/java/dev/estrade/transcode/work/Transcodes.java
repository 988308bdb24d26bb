package dev.estrade.transcode.work;

import dev.estrade.support.outbox.Outbox;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All transcodes. */
@Component
public class Transcodes {
    private static final int LOOKED_AT = 100;

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Transcodes(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    /** Empty if this lesson generation is known already. */
    Mono<Transcode> begin(Lesson lesson) {
        return outbox.save(Transcode.of(lesson)).onErrorComplete(DuplicateKeyException.class);
    }

    public Mono<Transcode> change(String id, UnaryOperator<Transcode> transition) {
        return outbox.change(() -> mongo.findById(id, Transcode.class), transition);
    }

    /** Fails with OptimisticLockingFailureException if somebody else was faster. */
    Mono<Transcode> save(Transcode changed) {
        return outbox.save(changed);
    }

    /** Lessons with work left, oldest first. */
    Flux<Transcode> unfinished() {
        Query open = Query.query(
                Criteria.where("state.status").in(Status.QUEUED, Status.PROBING, Status.ENCODING, Status.PLAYABLE));
        return mongo.find(open.with(Sort.by("lesson.since")).limit(LOOKED_AT), Transcode.class);
    }

    /** @param generation also the id of its task */
    public Mono<Transcode> ofGeneration(String generation) {
        return mongo.findOne(Query.query(Criteria.where("lesson.generation").is(generation)), Transcode.class);
    }
}
