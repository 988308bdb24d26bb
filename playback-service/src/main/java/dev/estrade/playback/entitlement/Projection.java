package dev.estrade.playback.entitlement;

import dev.estrade.events.Rel;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.ReplaceOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Writes what events say. Repeating an event, or hearing of an older one later, changes nothing. */
@Component
class Projection {
    private static final int AT_ONCE = 8;

    private final ReactiveMongoOperations mongo;

    Projection(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** The lessons first: whoever finds the formation finds its lessons pointing to it. */
    Mono<Void> keep(Formation formation) {
        return Flux.fromIterable(formation.lessons())
                .flatMap(rel -> Mono.justOrEmpty(Rel.parse(rel)), AT_ONCE)
                .flatMap(rel -> change(rel, lesson -> lesson.in(formation.id())), AT_ONCE)
                .then(keepNewest(formation.id(), formation.version(), formation));
    }

    Mono<Void> keep(Enrolment enrolment) {
        return keepNewest(enrolment.id(), enrolment.version(), enrolment);
    }

    Mono<Boolean> isEnrolled(String formationId, String userId) {
        return mongo.findById(Enrolment.idOf(formationId, userId), Enrolment.class)
                .map(Enrolment::enrolled)
                .defaultIfEmpty(false);
    }

    Mono<Void> keep(Rel rel, Generation news) {
        return change(rel, lesson -> lesson.with(news));
    }

    /** Those of generations that were removed before then. */
    Mono<Void> forgetTombstones(Lesson lesson, Instant before) {
        return Mono.justOrEmpty(Rel.parse(lesson.id()))
                .flatMap(rel -> change(rel, known -> known.withoutTombstones(before)));
    }

    /** An upsert that meets a document of this version or a newer one collides with its {@code _id}: nothing to do. */
    private Mono<Void> keepNewest(String id, long version, Object document) {
        Query older = Query.query(Criteria.where("_id").is(id).and("version").lt(version));
        return mongo.replace(older, document, ReplaceOptions.replaceOptions().upsert())
                .onErrorComplete(DuplicateKeyException.class)
                .then();
    }

    private Mono<Void> change(Rel rel, UnaryOperator<Lesson> change) {
        return Mono.defer(() -> mongo.findById(rel.toString(), Lesson.class))
                .defaultIfEmpty(Lesson.unknown(rel))
                .flatMap(known -> save(known, change.apply(known)))
                .retryWhen(Retry.backoff(20, Duration.ofMillis(5))
                        .maxBackoff(Duration.ofMillis(200))
                        .filter(Projection::isConflict));
    }

    private Mono<Void> save(Lesson known, Lesson changed) {
        return known.equals(changed) ? Mono.empty() : mongo.save(changed).then();
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof OptimisticLockingFailureException || failure instanceof DuplicateKeyException;
    }
}
