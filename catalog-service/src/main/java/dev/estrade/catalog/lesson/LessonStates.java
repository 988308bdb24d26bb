package dev.estrade.catalog.lesson;

import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** All lesson states. */
@Component
public class LessonStates {
    private static final Duration TOMBSTONES_STAY = Duration.ofHours(24);

    private final ReactiveMongoOperations mongo;

    LessonStates(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** By id; what was not heard of yet is missing. */
    public Mono<Map<String, LessonState>> find(Collection<String> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), LessonState.class)
                .collectMap(LessonState::id);
    }

    /** Keeps the newer of what is known and what is said. */
    Mono<Void> project(LessonState said) {
        return Mono.defer(() -> mongo.findById(said.id(), LessonState.class))
                .map(known -> said.supersedes(known) ? replace(known, said) : Mono.<Boolean>just(true))
                .defaultIfEmpty(mongo.insert(said).thenReturn(true))
                .flatMap(write -> write)
                .filter(written -> written)
                .switchIfEmpty(Mono.error(Overtaken::new))
                .retryWhen(Retry.max(10).filter(e -> e instanceof Overtaken || e instanceof DuplicateKeyException))
                .then();
    }

    private Mono<Boolean> replace(LessonState known, LessonState said) {
        Query unchanged = Query.query(Criteria.where("_id")
                .is(known.id())
                .and("version")
                .is(known.version())
                .and("status")
                .is(known.status())
                .and("progress")
                .is(known.progress()));
        return mongo.replace(unchanged, said.after(known)).map(result -> result.getMatchedCount() == 1);
    }

    Mono<Void> forgetTombstones() {
        Query old = Query.query(Criteria.where("status")
                .is(Status.REMOVED)
                .and("since")
                .lt(Instant.now().minus(TOMBSTONES_STAY)));
        return mongo.remove(old, LessonState.class).then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob lessonTombstoneSweep(LessonStates lessons) {
            return new RecurringJob("lesson tombstone sweep", Duration.ofHours(1), lessons::forgetTombstones);
        }
    }

    private static final class Overtaken extends RuntimeException {}
}
