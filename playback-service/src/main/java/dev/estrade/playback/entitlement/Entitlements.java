package dev.estrade.playback.entitlement;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.estrade.events.Rel;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.support.inbox.ProjectionLag;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the projection. */
@Component
public class Entitlements {
    private final ReactiveMongoOperations mongo;
    private final AsyncCache<String, Lesson> recent = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(1))
            .maximumSize(10_000)
            .buildAsync();

    Entitlements(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * A lesson that a user may watch.
     *
     * @param anybody whether the user's own rights do not matter
     * @return fails with {@code playback.lesson_unknown} or {@code auth.forbidden}
     */
    public Mono<Access> require(Rel rel, String userId, boolean anybody) {
        return find(rel, userId, anybody)
                .switchIfEmpty(Mono.error(() ->
                        ProblemException.of(PlaybackProblem.LESSON_UNKNOWN, PlaybackProblem.LESSON_UNKNOWN.title())))
                .filter(access -> anybody || access.entitles(userId))
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        CommonProblem.FORBIDDEN,
                        "This user neither owns the lesson nor is enrolled in its formation.")));
    }

    /** What decides about a user and a lesson, waited for as long as an event may still be on its way. */
    private Mono<Access> find(Rel rel, String userId, boolean anybody) {
        Mono<Access> now = Mono.defer(() -> look(rel, userId));
        return ProjectionLag.outwait(now.filter(access -> anybody || access.isSettledFor(userId)))
                .switchIfEmpty(now);
    }

    /** A lesson as it was at most a second ago, for the many requests of its players; empty if it is unknown. */
    public Mono<Lesson> recent(Rel rel) {
        return Mono.fromFuture(
                () -> recent.get(rel.toString(), (key, executor) -> lesson(key).toFuture()), true);
    }

    /** A lesson as it is now. */
    public Mono<Lesson> current(Rel rel) {
        return lesson(rel.toString());
    }

    /** Of a live that was changed or deleted. */
    public Flux<Rel> goneOfLive(String liveId) {
        return gone(Formation.idOfLive(liveId));
    }

    /** Lessons that a formation has no more, because it was changed or deleted: nobody will ever watch them. */
    public Flux<Rel> gone(String formationId) {
        Query once = Query.query(Criteria.where("formationId").is(formationId));
        return mongo.findById(formationId, Formation.class)
                .flatMapMany(formation -> mongo.find(once, Lesson.class)
                        .filter(lesson -> !formation.lessons().contains(lesson.id())))
                .flatMap(lesson -> Mono.justOrEmpty(Rel.parse(lesson.id())));
    }

    private Mono<Access> look(Rel rel, String userId) {
        return mongo.findById(rel.toString(), Lesson.class)
                .flatMap(lesson -> Mono.justOrEmpty(lesson.formationId())
                        .flatMap(id -> mongo.findById(id, Formation.class))
                        .filter(formation -> formation.lessons().contains(lesson.id()))
                        .flatMap(formation -> access(lesson, formation, userId)));
    }

    private Mono<Access> access(Lesson lesson, Formation formation, String userId) {
        return mongo.findById(Enrolment.idOf(formation.id(), userId), Enrolment.class)
                .map(enrolment -> Access.of(lesson, formation, enrolment))
                .defaultIfEmpty(Access.of(lesson, formation, null));
    }

    /** Whoever has a token has it no longer than the formation exists. */
    private Mono<Lesson> lesson(String rel) {
        return mongo.findById(rel, Lesson.class)
                .filterWhen(lesson -> Mono.justOrEmpty(lesson.formationId())
                        .flatMap(id -> mongo.findById(id, Formation.class))
                        .map(formation -> formation.deleted() == null)
                        .defaultIfEmpty(true));
    }
}
