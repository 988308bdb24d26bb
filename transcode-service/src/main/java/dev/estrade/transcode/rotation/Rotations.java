package dev.estrade.transcode.rotation;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is known of the rotations, by key-encryption key. */
@Component
class Rotations {
    private final ReactiveMongoOperations mongo;

    Rotations(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * A process that starts says with which key it wraps. If the last one that did named another, there is everything to
     * be done: also when the operator goes back to a key that was current before.
     */
    Mono<Rotation> announced(String kid, Instant now) {
        return mongo.findAll(Rotation.class)
                .sort(Comparator.comparing(Rotation::since).reversed())
                .next()
                .filter(newest -> newest.kid().equals(kid))
                .switchIfEmpty(Mono.defer(() -> begun(kid, now)));
    }

    Mono<Rotation> of(String kid) {
        return mongo.findById(kid, Rotation.class);
    }

    /** Empty if another process was faster. */
    Mono<Rotation> save(Rotation changed) {
        return mongo.save(changed)
                .onErrorComplete(failure -> failure instanceof OptimisticLockingFailureException
                        || failure instanceof DuplicateKeyException);
    }

    /** Empty if another process took the walk over. */
    Mono<Rotation> change(Rotation walk, UnaryOperator<Rotation> transition) {
        return of(walk.kid()).filter(walk::isSameWalk).map(transition).flatMap(this::save);
    }

    private Mono<Rotation> begun(String kid, Instant now) {
        return of(kid).map(earlier -> Rotation.to(kid, earlier.version(), now))
                .defaultIfEmpty(Rotation.to(kid, null, now))
                .flatMap(this::save)
                .switchIfEmpty(Mono.defer(() -> of(kid)));
    }
}
