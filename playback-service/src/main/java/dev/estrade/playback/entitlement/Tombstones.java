package dev.estrade.playback.entitlement;

import dev.estrade.events.Rel;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets what is gone a day after it went: no older event is on its way any more. */
@Component
class Tombstones {
    private static final Duration AGE = Duration.ofDays(1);

    private final ReactiveMongoOperations mongo;
    private final Projection projection;

    Tombstones(ReactiveMongoOperations mongo, Projection projection) {
        this.mongo = mongo;
        this.projection = projection;
    }

    Mono<Void> sweep(Instant now) {
        Instant before = now.minus(AGE);
        return Flux.concat(generations(before), formations(before), enrolments(before))
                .then();
    }

    /** A lesson stays as long as its formation names it. */
    private Mono<Void> generations(Instant before) {
        return mongo.find(Query.query(Criteria.where("generations.removed").lt(before)), Lesson.class)
                .concatMap(lesson -> projection.forgetTombstones(lesson, before).then(forgetUnnamed(lesson)))
                .then();
    }

    private Mono<Void> forgetUnnamed(Lesson lesson) {
        String formationId = Formation.idOf(Rel.parse(lesson.id()).orElseThrow());
        Criteria naming = Criteria.where("_id").is(formationId).and("lessons").is(lesson.id());
        return mongo.exists(Query.query(naming), Formation.class)
                .filter(named -> !named)
                .flatMap(unnamed -> mongo.remove(empty(Criteria.where("_id").is(lesson.id())), Lesson.class))
                .then();
    }

    /** A formation's tombstone stays as long as generations of its lessons do, which it keeps from playing. */
    private Mono<Void> formations(Instant before) {
        return mongo.find(Query.query(Criteria.where("deleted").lt(before)), Formation.class)
                .concatMap(formation -> forget(formation.id()))
                .then();
    }

    private Mono<Void> forget(String formationId) {
        return mongo.remove(empty(lessonsOf(formationId)), Lesson.class)
                .then(mongo.remove(enrolmentsIn(formationId), Enrolment.class))
                .then(mongo.exists(Query.query(lessonsOf(formationId)), Lesson.class))
                .filter(left -> !left)
                .flatMap(none -> mongo.remove(tombstone(formationId), Formation.class))
                .then();
    }

    private Mono<Void> enrolments(Instant before) {
        Criteria ended = Criteria.where("enrolled").is(false).and("at").lt(before);
        return mongo.remove(Query.query(ended), Enrolment.class).then();
    }

    private static Criteria lessonsOf(String formationId) {
        return Criteria.where("formationId").is(formationId);
    }

    private static Query empty(Criteria lessons) {
        return Query.query(lessons.and("generations").size(0));
    }

    private static Query tombstone(String formationId) {
        return Query.query(Criteria.where("_id").is(formationId).and("deleted").exists(true));
    }

    /** Their ids begin with the formation's and a colon, and a semicolon is what follows a colon. */
    private static Query enrolmentsIn(String formationId) {
        return Query.query(Criteria.where("_id").gt(formationId + ":").lt(formationId + ";"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob tombstoneSweep(Tombstones tombstones) {
            return new RecurringJob("tombstone sweep", Duration.ofMinutes(10), () -> tombstones.sweep(Instant.now()));
        }
    }
}
