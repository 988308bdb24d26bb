package dev.estrade.playback.entitlement;

import dev.estrade.events.Rel;
import dev.estrade.support.inbox.ProjectionLag;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds what lessons are made of, waited for as long as an event may still be on its way. */
@Component
public class Originals {
    /** More of one name are not told apart by a list of them. */
    public static final int MOST = 20;

    private static final int AT_ONCE = 100;

    private final ReactiveMongoOperations mongo;

    Originals(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * A lesson's original, if it has this name.
     *
     * @param anybody whether the user's own rights do not matter
     * @return also one that the user may not have; empty if there is none
     */
    public Mono<Candidate> find(Rel rel, String filename, String userId, boolean anybody) {
        Mono<Candidate> now = candidates(Criteria.where("_id").is(rel.toString()), filename, userId, anybody)
                .next();
        return ProjectionLag.outwait(now.filter(Candidate::allowed)).switchIfEmpty(now);
    }

    /**
     * Those of this name that a user may have.
     *
     * @param anybody whether the user's own rights do not matter
     * @return at most {@link #MOST}
     */
    public Mono<List<Candidate>> find(String filename, String userId, boolean anybody) {
        Criteria named = Criteria.where("generations.original.filename").is(filename);
        Mono<List<Candidate>> now = candidates(named, filename, userId, anybody)
                .filter(Candidate::allowed)
                .take(MOST)
                .collectList();
        return ProjectionLag.outwait(now.filter(found -> !found.isEmpty())).defaultIfEmpty(List.of());
    }

    /** The rights in many lessons are looked up together: on some platforms every course has an {@code intro.mp4}. */
    private Flux<Candidate> candidates(Criteria lessons, String filename, String userId, boolean anybody) {
        return mongo.find(Query.query(lessons), Lesson.class)
                .buffer(AT_ONCE)
                .concatMap(some -> rights(some, userId, anybody)
                        .flatMapIterable(rights -> some.stream()
                                .map(rights::candidate)
                                .flatMap(Optional::stream)
                                .toList()))
                .filter(candidate -> candidate.original().filename().equals(filename));
    }

    private Mono<Rights> rights(List<Lesson> lessons, String userId, boolean anybody) {
        List<String> ids = lessons.stream()
                .flatMap(lesson -> Stream.ofNullable(lesson.formationId()))
                .distinct()
                .toList();
        List<String> enrolments =
                ids.stream().map(id -> Enrolment.idOf(id, userId)).toList();
        return Mono.zip(
                all(ids, Formation.class).collectMap(Formation::id),
                all(enrolments, Enrolment.class)
                        .filter(Enrolment::enrolled)
                        .map(Enrolment::id)
                        .collect(Collectors.toSet()),
                (formations, enrolled) -> new Rights(userId, anybody, formations, enrolled));
    }

    private <T> Flux<T> all(Collection<String> ids, Class<T> type) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), type);
    }
}
