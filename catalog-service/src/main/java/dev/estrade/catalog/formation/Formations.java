package dev.estrade.catalog.formation;

import dev.estrade.catalog.enrolment.FormationOwners;
import dev.estrade.catalog.formation.Formation.State;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All formations, tombstones included. */
@Component
class Formations implements FormationOwners {
    private static final Duration TOMBSTONES_STAY = Duration.ofHours(24);

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;

    Formations(ReactiveMongoOperations mongo, Outbox outbox) {
        this.mongo = mongo;
        this.outbox = outbox;
    }

    Mono<Formation> find(String id) {
        return mongo.findById(id, Formation.class);
    }

    /** The trainer of a formation that exists for people; empty for any other. */
    @Override
    public Mono<String> ownerOf(String id) {
        return find(id).filter(found -> found.state() == State.WHOLE).map(Formation::ownerId);
    }

    Mono<Formation> add(Formation formation) {
        return outbox.save(formation);
    }

    /** Empty if there is no such formation. */
    Mono<Formation> change(String id, UnaryOperator<Formation> transition) {
        return outbox.change(() -> find(id), transition);
    }

    /** Changes what there is, or writes a tombstone where there is nothing. */
    Mono<Formation> changeOrBury(String id, UnaryOperator<Formation> transition) {
        return change(id, transition)
                .switchIfEmpty(Mono.defer(() -> add(Formation.tombstone(id))))
                .onErrorResume(DuplicateKeyException.class, appeared -> change(id, transition));
    }

    private Mono<Void> forgetTombstones() {
        Query old = Query.query(Criteria.where("state")
                .in(List.of(State.REJECTED, State.ABANDONED))
                .and("pending")
                .size(0)
                .and("since")
                .lt(Instant.now().minus(TOMBSTONES_STAY)));
        return mongo.remove(old, Formation.class).then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob tombstoneSweep(Formations formations) {
            return new RecurringJob("tombstone sweep", Duration.ofHours(1), formations::forgetTombstones);
        }
    }
}
