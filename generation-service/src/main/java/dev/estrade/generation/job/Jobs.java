package dev.estrade.generation.job;

import dev.estrade.events.GenerationJobProgressed;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.outbox.Outbox;
import dev.estrade.support.page.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All jobs. Every change of one is a single conditional write. */
@Component
public class Jobs {
    private static final String CREATED_AT = "order.createdAt";
    private static final String STATUS = "state.status";

    private final ReactiveMongoOperations mongo;
    private final Outbox outbox;
    private final EventPublisher events;
    private final Due due;
    private final Endings endings;

    Jobs(ReactiveMongoOperations mongo, Outbox outbox, EventPublisher events, Due due, Endings endings) {
        this.mongo = mongo;
        this.outbox = outbox;
        this.events = events;
        this.due = due;
        this.endings = endings;
    }

    public Mono<Job> insert(Job job) {
        return outbox.save(job).doOnNext(written -> due.tell(Step.DISPATCH));
    }

    public Mono<Job> find(String id) {
        return mongo.findById(id, Job.class);
    }

    /** Of this kind, and not removed. */
    public Mono<Job> find(String id, Kind kind) {
        return find(id).filter(job -> job.order().kind() == kind && job.status() != Status.REMOVED);
    }

    /** Newest first; one more than the limit if there is another page. */
    public Flux<Job> of(String userId, Kind kind, int limit, @Nullable Cursor after) {
        Criteria own = Criteria.where("order.userId")
                .is(userId)
                .and("order.kind")
                .is(kind)
                .and(STATUS)
                .ne(Status.REMOVED);
        Query page = Query.query(after == null ? own : new Criteria().andOperator(own, after.criteria(CREATED_AT)));
        return mongo.find(page.with(Cursor.newestFirst(CREATED_AT)).limit(limit + 1), Job.class);
    }

    /** Empty if there is no such job. */
    public Mono<Job> change(String id, UnaryOperator<Job> transition) {
        return Mono.defer(() -> {
            AtomicReference<@Nullable Job> before = new AtomicReference<>();
            return outbox.change(() -> find(id), job -> {
                        before.set(job);
                        return transition.apply(job);
                    })
                    .delayUntil(after -> follow(before.get(), after));
        });
    }

    /** Takes what is longest due; empty if nothing is. */
    Mono<Job> claim(Step step, Duration lease) {
        return Mono.defer(() -> {
            Instant now = Instant.now();
            Query longestDue = Query.query(Criteria.where("work.step")
                            .is(step)
                            .and("work.dueAt")
                            .lte(now))
                    .with(Sort.by("work.dueAt"));
            Update leased = new Update()
                    .set("work.dueAt", now.plus(lease))
                    .inc("work.fence", 1)
                    .inc("work.attempts", 1)
                    .inc("version", 1);
            return mongo.findAndModify(
                    longestDue, leased, FindAndModifyOptions.options().returnNew(true), Job.class);
        });
    }

    /** @return whether the lease was still held */
    Mono<Boolean> renew(Job leased, Duration lease) {
        return Mono.defer(() -> {
            Query held = Query.query(Criteria.where("_id")
                    .is(leased.id())
                    .and("work.step")
                    .is(leased.work().step())
                    .and("work.fence")
                    .is(leased.work().fence()));
            Update longer =
                    new Update().set("work.dueAt", Instant.now().plus(lease)).inc("version", 1);
            return mongo.updateFirst(held, longer, Job.class).map(result -> result.getMatchedCount() == 1);
        });
    }

    /** Takes the row of a removed job away, if everything it had to tell is told. @return whether it is gone */
    public Mono<Boolean> forget(Job removed) {
        Query told = Query.query(Criteria.where("_id")
                .is(removed.id())
                .and(STATUS)
                .is(Status.REMOVED)
                .and("pending")
                .size(0));
        return mongo.remove(told, Job.class).map(result -> result.getDeletedCount() == 1);
    }

    /** When the longest waiting job was asked for; empty if none waits for the backend. */
    Mono<Instant> oldestPending() {
        Query oldest = Query.query(Criteria.where("work.step")
                        .is(Step.DISPATCH)
                        .and(STATUS)
                        .is(Status.PENDING))
                .with(Sort.by(CREATED_AT))
                .limit(1);
        return mongo.find(oldest, Job.class).next().map(job -> job.order().createdAt());
    }

    private Mono<?> follow(@Nullable Job before, Job after) {
        if (before == null || before == after || before.work() == after.work() && before.state() == after.state()) {
            return Mono.empty();
        }
        Instant next = after.work().dueAt();
        if (next != null && !next.isAfter(Instant.now())) {
            due.tell(after.work().step());
        }
        if (after.isOver() && !before.isOver()) {
            return endings.of(after).then(hint(before, after));
        }
        return hint(before, after);
    }

    /** For those who watch, wherever no other event tells them. */
    private Mono<Void> hint(Job before, Job after) {
        boolean told = after.pending().size() > before.pending().size();
        if (told || before.state().equals(after.state())) {
            return Mono.empty();
        }
        Long version = after.version();
        return events.publishLossy(new GenerationJobProgressed(
                after.id(), version == null ? 0 : version, after.state().progress()));
    }
}
