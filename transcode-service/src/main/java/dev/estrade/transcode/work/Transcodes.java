package dev.estrade.transcode.work;

import dev.estrade.support.outbox.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final int OWNERS_LOOKED_AT = 40;
    private static final int LOOKED_AT_PER_OWNER = 10;
    private static final int OWNERS_AT_ONCE = 8;

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;
    private final Milestones milestones;

    Transcodes(ReactiveMongoOperations mongo, Outbox outbox, Milestones milestones) {
        this.mongo = mongo;
        this.outbox = outbox;
        this.milestones = milestones;
    }

    /** Empty if this lesson generation is known already. */
    Mono<Transcode> begin(Lesson lesson) {
        return outbox.save(Transcode.of(lesson)).onErrorComplete(DuplicateKeyException.class);
    }

    /** If it was never heard of, a tombstone awaits it: its upload may be heard of later. */
    Mono<Transcode> remove(Lesson lesson, Instant now) {
        Mono<Transcode> known = change(lesson.id(), transcode -> transcode.removed(now));
        return known.switchIfEmpty(
                        Mono.defer(() -> outbox.save(Transcode.of(lesson).removed(now))))
                .onErrorResume(DuplicateKeyException.class, appeared -> known);
    }

    /** Whether it is to be erased, or was within the last day. @param id {@code rel@generation} */
    public Mono<Boolean> isRemoved(String id) {
        return mongo.exists(
                Query.query(Criteria.where("_id").is(id).and("state.status").is(Status.REMOVED)), Transcode.class);
    }

    public Mono<Transcode> change(String id, UnaryOperator<Transcode> transition) {
        return Mono.defer(() -> {
            AtomicReference<Transcode> before = new AtomicReference<>();
            return outbox.change(() -> mongo.findById(id, Transcode.class).doOnNext(before::set), transition)
                    .doOnNext(after -> milestones.passed(before.get(), after));
        });
    }

    /** Fails with OptimisticLockingFailureException if somebody else was faster. */
    Mono<Transcode> save(Transcode changed) {
        return outbox.save(changed);
    }

    /**
     * Lessons with work left: some of each trainer's, the oldest of them first, so that whoever has hundreds hides
     * nobody else's. Of very many trainers others are seen at every look.
     */
    Flux<Transcode> unfinished() {
        return mongo.findDistinct(Query.query(unfinishedOnes()), "lesson.ownerId", Transcode.class, String.class)
                .collectList()
                .flatMapIterable(Transcodes::someOf)
                .flatMap(this::unfinishedOf, OWNERS_AT_ONCE);
    }

    /** The lesson that has waited longest of those that do not play yet. */
    Mono<Lesson> oldestUnplayable() {
        return mongo.findOne(Query.query(unplayableOnes()).with(Sort.by("lesson.since")), Transcode.class)
                .map(Transcode::lesson);
    }

    Mono<Long> countUnfinished() {
        return mongo.count(Query.query(unfinishedOnes()), Transcode.class);
    }

    /** Those of which somebody has a piece. */
    Mono<Long> countLeased(Instant now) {
        return mongo.count(
                Query.query(unfinishedOnes().and("queue.leases.until").gt(now)), Transcode.class);
    }

    /** Those of which this worker has a piece. */
    Flux<Transcode> leasedBy(String worker) {
        return mongo.find(
                Query.query(unfinishedOnes().and("queue.leases.worker").is(worker)), Transcode.class);
    }

    /** Removed ones whose next step is one of these and due, the longest first. */
    Flux<Transcode> owing(Collection<Removal.Step> steps, Instant now, int limit) {
        Criteria due = Criteria.where("state.removal.due").lte(now);
        Query query = Query.query(due.and("state.removal.next").in(steps));
        return mongo.find(query.with(Sort.by("state.removal.due")).limit(limit), Transcode.class);
    }

    /** Takes the tombstone away once its events are out. */
    Mono<Void> forget(Transcode erased) {
        Query tombstone = Query.query(
                Criteria.where("_id").is(erased.id()).and("state.removal.next").is(Removal.Step.ROW));
        return mongo.remove(tombstone.addCriteria(Criteria.where("pending").size(0)), Transcode.class)
                .then();
    }

    /** Those that do not play yet, those for which a viewer waits, and of the rest the oldest. */
    private Flux<Transcode> unfinishedOf(String ownerId) {
        Criteria wanted = Criteria.where("state.status")
                .is(Status.PLAYABLE)
                .and("queue.wishes.at")
                .gt(Instant.now().minus(Queue.WAITS));
        return Flux.just(
                        unplayableOnes(), wanted, Criteria.where("state.status").is(Status.PLAYABLE))
                .concatMap(some -> mongo.find(
                        Query.query(some.and("lesson.ownerId").is(ownerId))
                                .with(Sort.by("lesson.since"))
                                .limit(LOOKED_AT_PER_OWNER),
                        Transcode.class))
                .distinct(Transcode::id);
    }

    private static Criteria unplayableOnes() {
        return Criteria.where("state.status").in(Status.QUEUED, Status.PROBING, Status.ENCODING);
    }

    private static Criteria unfinishedOnes() {
        return Criteria.where("state.status").in(Status.QUEUED, Status.PROBING, Status.ENCODING, Status.PLAYABLE);
    }

    private static List<String> someOf(List<String> owners) {
        List<String> shuffled = new ArrayList<>(owners);
        Collections.shuffle(shuffled);
        return shuffled.subList(0, Math.min(OWNERS_LOOKED_AT, shuffled.size()));
    }

    /**
     * The one that is not removed: an upload that was released may have got another lesson.
     *
     * @param generation also the id of its task
     */
    public Mono<Transcode> ofGeneration(String generation) {
        return mongo.findOne(
                Query.query(Criteria.where("lesson.generation")
                        .is(generation)
                        .and("state.status")
                        .ne(Status.REMOVED)),
                Transcode.class);
    }
}
