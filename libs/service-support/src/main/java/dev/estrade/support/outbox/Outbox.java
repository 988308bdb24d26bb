package dev.estrade.support.outbox;

import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import reactor.core.publisher.Mono;

/** Writes aggregates; what is pending in them is published right after. */
public final class Outbox {
    private final ReactiveMongoOperations mongo;
    private final OutboxRelay relay;

    Outbox(ReactiveMongoOperations mongo, OutboxRelay relay) {
        this.mongo = mongo;
        this.relay = relay;
    }

    /**
     * Inserts an aggregate without a version, replaces one with.
     *
     * @return the aggregate as written; fails with OptimisticLockingFailureException or DuplicateKeyException
     */
    public <T extends Aggregate> Mono<T> save(T aggregate) {
        return mongo.save(aggregate).doOnNext(relay::publishSoon);
    }

    /** As {@link OnConflict#change} does. */
    public <T extends Aggregate> Mono<T> change(Supplier<Mono<T>> find, Function<T, T> transition) {
        return OnConflict.change(find, transition, this::save);
    }
}
