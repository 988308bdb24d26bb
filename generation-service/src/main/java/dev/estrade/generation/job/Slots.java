package dev.estrade.generation.job;

import com.mongodb.client.result.UpdateResult;
import dev.estrade.generation.GenerationProblem;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How many jobs of one user are under way, all replicas together: one document per user, with a count that only a
 * conditional update changes. A slot is taken before its job's row is written and given back after the job has ended, so
 * there are never more jobs than slots; what a crash leaves taken is found when a user has no other left.
 */
@Component
public class Slots {
    /** In which a row follows its slot, or never will. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final Duration SOME_TIME = Duration.ofSeconds(10);

    private final ReactiveMongoOperations mongo;
    private final GenerationProperties settings;

    Slots(ReactiveMongoOperations mongo, GenerationProperties settings) {
        this.mongo = mongo;
        this.settings = settings;
    }

    /** Fails with {@code generation.limit_reached}. */
    public Mono<Void> take(String userId, String jobId) {
        Slot slot = new Slot(jobId, Instant.now());
        return push(userId, slot)
                .filter(taken -> taken)
                .switchIfEmpty(Mono.defer(() -> repair(userId).then(push(userId, slot))))
                .filter(taken -> taken)
                .switchIfEmpty(Mono.error(this::limitReached))
                .then();
    }

    /** Nothing to do if it was given back before. */
    public Mono<Void> release(String userId, String jobId) {
        Query taken =
                Query.query(Criteria.where("_id").is(userId).and("jobs.jobId").is(jobId));
        Update less = new Update()
                .inc("count", -1)
                .pull("jobs", Query.query(Criteria.where("jobId").is(jobId)));
        return mongo.updateFirst(taken, less, Taken.class).then();
    }

    private Mono<Boolean> push(String userId, Slot slot) {
        Query room = Query.query(Criteria.where("_id").is(userId).and("count").lt(settings.running()));
        Update more = new Update().inc("count", 1).push("jobs", slot);
        return mongo.upsert(room, more, Taken.class)
                // There is one already: it is full, or somebody else's first request made it just now.
                .onErrorResume(DuplicateKeyException.class, there -> mongo.updateFirst(room, more, Taken.class))
                .map(Slots::wrote);
    }

    private static boolean wrote(UpdateResult result) {
        return result.getModifiedCount() == 1 || result.getUpsertedId() != null;
    }

    private Mono<Void> repair(String userId) {
        return mongo.findById(userId, Taken.class)
                .flatMapMany(taken -> stale(taken.jobs()))
                .concatMap(slot -> release(userId, slot.jobId()))
                .then();
    }

    private Flux<Slot> stale(List<Slot> slots) {
        Query rows = Query.query(
                Criteria.where("_id").in(slots.stream().map(Slot::jobId).toList()));
        rows.fields().include("state.status");
        Instant old = Instant.now().minus(GRACE);
        return mongo.find(rows, Row.class, mongo.getCollectionName(Job.class))
                .collectMap(Row::id, row -> !row.state().status().isOver())
                .flatMapIterable(open -> slots.stream()
                        .filter(slot ->
                                !open.getOrDefault(slot.jobId(), slot.at().isAfter(old)))
                        .toList());
    }

    private ProblemException limitReached() {
        return ProblemException.of(
                        GenerationProblem.LIMIT_REACHED,
                        "Up to " + settings.running() + " jobs of a user run at the same time.")
                .retryAfter(SOME_TIME);
    }

    @Document("slots")
    record Taken(@Id String userId, int count, List<Slot> jobs) {}

    record Slot(String jobId, Instant at) {}

    /** The part of a job that is read here. */
    record Row(String id, RowState state) {}

    record RowState(Status status) {}
}
