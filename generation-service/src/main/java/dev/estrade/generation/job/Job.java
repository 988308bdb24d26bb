package dev.estrade.generation.job;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationJobCompleted;
import dev.estrade.events.GenerationJobFailed;
import dev.estrade.generation.GenerationProblem;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One generation. The row, and the intent to send it to the backend, are one write, before any call; its id is the only
 * job id. A transition that changes nothing returns its argument; one by a worker that has lost its lease changes nothing.
 */
@Document("jobs")
@CompoundIndex(def = "{'work.step': 1, 'work.dueAt': 1}")
@CompoundIndex(def = "{'order.userId': 1, 'order.kind': 1, 'order.createdAt': -1, '_id': -1}")
public record Job(
        @Id String id,
        @Version @Nullable Long version,
        Order order,
        State state,
        Work work,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    public static Job of(String id, Order order) {
        Instant now = order.createdAt();
        return new Job(id, null, order, State.first(now), Work.first(now), List.of(), null);
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    public Status status() {
        return state.status();
    }

    public boolean isOver() {
        return status().isOver();
    }

    /** Whether the backend's time is up. */
    public boolean isOverdue(Instant now) {
        return !now.isBefore(order.deadline());
    }

    /** Whether whoever took this lease still has it. */
    public boolean isHeldBy(Job leased) {
        return work.step() == leased.work.step() && work.fence() == leased.work.fence();
    }

    /** The backend has taken it, and is asked if it is silent until then. */
    public Job taken(Job leased, Instant now, Instant nextAsk) {
        return isHeldBy(leased) ? with(state.processing(null, now), work.taken(timely(nextAsk))) : this;
    }

    /** The same step is tried again later. */
    public Job postponed(Job leased, Instant due, @Nullable Failure why) {
        if (!isHeldBy(leased)) {
            return this;
        }
        return with(
                state, work.again(work.step() == Step.DISPATCH || work.step() == Step.ASK ? timely(due) : due, why));
    }

    /** The backend does not know it: it is sent once more. */
    public Job lost(Job leased, Instant now) {
        return isHeldBy(leased) ? with(state, work.next(Step.DISPATCH, now)) : this;
    }

    /** Whoever holds the lease gives the job up. */
    public Job failed(Job leased, Failure why, Instant now) {
        return isHeldBy(leased) ? failed(why, now) : this;
    }

    /** The results are in the bucket. */
    public Job ingested(Job leased, List<ResultFile> files, Instant now) {
        if (!isHeldBy(leased)) {
            return this;
        }
        List<GenerationJobCompleted.ResultFile> told =
                files.stream().map(ResultFile::told).toList();
        return ended(
                state.completed(files, now),
                now,
                new GenerationJobCompleted(
                        id, nextVersion(), order.userId(), order.kind().text(), told));
    }

    /**
     * What the backend says, early, late, twice or out of order: it only ever moves the job forward.
     *
     * @param silence after which the backend is asked
     * @throws ProblemException {@code generation.settled} if the job ended otherwise, {@code generation.unknown} if it
     *     is no more
     */
    public Job reported(Report report, Instant now, Duration silence) {
        return switch (report.outcome()) {
            case COMPLETED -> delivered(report, now);
            case FAILED -> failedThere(report, now);
            default -> heard(report, now, now.plus(silence));
        };
    }

    /** Its user does not want it any more. */
    public Job cancelled(Instant now) {
        return isOver() ? this : with(state.ended(Status.CANCELLED, now), work.next(Step.TIDY, now));
    }

    /** Its user does not want to see it any more. */
    public Job removed(Instant now) {
        return with(state.ended(Status.REMOVED, now), work.next(Step.TIDY, now));
    }

    /** @param again when what was put to upload URLs since then is to be taken away; null if they have ended */
    public Job tidied(Job leased, @Nullable Instant again) {
        if (!isHeldBy(leased)) {
            return this;
        }
        return with(state, again == null ? work.next(Step.NONE, null) : work.again(again, null));
    }

    private Job heard(Report report, Instant now, Instant nextAsk) {
        if (status() == Status.REMOVED || status() == Status.CANCELLED) {
            throw settled();
        }
        if (isOver() || status() == Status.INGESTING) {
            return this;
        }
        // Whoever says how far it is has taken it, whatever came of the call that brought it.
        Work next = work.step() == Step.DISPATCH ? work.taken(timely(nextAsk)) : work.next(Step.ASK, timely(nextAsk));
        return with(state.processing(report.progress(), now), next);
    }

    private Job delivered(Report report, Instant now) {
        if (status() == Status.COMPLETED || status() == Status.INGESTING) {
            return this;
        }
        if (isOver()) {
            throw settled();
        }
        return with(state.ingesting(report.results(), now), work.next(Step.INGEST, now));
    }

    private Job failedThere(Report report, Instant now) {
        if (status() == Status.FAILED) {
            return this;
        }
        if (isOver() || status() == Status.INGESTING) {
            throw settled();
        }
        String error = report.error();
        return failed(
                error == null
                        ? Failure.of(GenerationProblem.BACKEND_FAILED)
                        : Failure.of(GenerationProblem.BACKEND_FAILED, error),
                now);
    }

    private Job failed(Failure why, Instant now) {
        return ended(
                state.failed(why, now),
                now,
                new GenerationJobFailed(
                        id, nextVersion(), order.userId(), order.kind().text(), why.code(), why.detail()));
    }

    private ProblemException settled() {
        return status() == Status.REMOVED
                ? ProblemException.of(GenerationProblem.UNKNOWN, GenerationProblem.UNKNOWN.title())
                : ProblemException.of(GenerationProblem.SETTLED, "The job is " + status().shown() + " already.");
    }

    /** Neither a pause nor the backend's silence outlasts the deadline. */
    private Instant timely(Instant due) {
        return due.isBefore(order.deadline()) ? due : order.deadline();
    }

    private Job with(State newState, Work newWork) {
        return new Job(id, version, order, newState, newWork, pending, pendingSince);
    }

    private Job ended(State newState, Instant now, Event event) {
        return new Job(
                id, version, order, newState, work.next(Step.TIDY, now), pendingWith(event), pendingSinceOrNow());
    }
}
