package dev.estrade.transcode.work;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonProgressed;
import dev.estrade.events.LessonReady;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One lesson generation on its way: {@code QUEUED → PROBING → ENCODING → PLAYABLE → READY}, or {@code FAILED} from any
 * of them but the last; from all of them {@code REMOVED}, a tombstone that says what is still to be erased. Whatever a
 * worker brings is accepted only under a lease that is still there.
 *
 * @param plan null until the probe has ended
 */
@Document("transcodes")
@CompoundIndex(def = "{'state.status': 1, 'lesson.ownerId': 1, 'lesson.since': 1}")
@CompoundIndex(def = "{'lesson.generation': 1}")
@CompoundIndex(def = "{'state.removal.due': 1}", sparse = true)
public record Transcode(
        @Id String id,
        @Version @Nullable Long version,
        Lesson lesson,
        State state,
        @Nullable Plan plan,
        Queue queue,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    private static final int TOLERATED_FAULTS = 3;
    private static final int TOLERATED_SETBACKS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);

    /**
     * @param problem the name of a {@link TranscodeProblem}; null unless failed
     * @param removal null unless removed
     */
    public record State(
            Status status,
            @Nullable TranscodeProblem problem,
            @Nullable Removal removal) {
        static State of(Status status) {
            return new State(status, null, null);
        }

        static State of(Removal removal) {
            return new State(Status.REMOVED, null, removal);
        }
    }

    static Transcode of(Lesson lesson) {
        return new Transcode(lesson.id(), null, lesson, State.of(Status.QUEUED), null, Queue.EMPTY, List.of(), null);
    }

    public Status status() {
        return state.status();
    }

    Transcode leased(Work work, String worker, Instant now, Instant until) {
        Transcode leased = with(queue.leased(work, worker, now, until));
        return work.kind() == Work.Kind.PROBE ? leased.with(State.of(Status.PROBING)) : leased;
    }

    boolean holds(long fence) {
        return !status().isOver() && queue.lease(fence).isPresent();
    }

    Transcode renewed(long fence, Instant until) {
        return holds(fence) ? with(queue.withLease(fence, lease -> lease.until(until))) : this;
    }

    Transcode releasedBy(String worker) {
        Queue changed = queue.releasedBy(worker);
        return changed.leases().size() == queue.leases().size() ? this : with(changed);
    }

    Transcode planned(long fence, Plan made) {
        if (!holds(fence)) {
            return this;
        }
        return new Transcode(
                id,
                version,
                lesson,
                State.of(Status.ENCODING),
                made,
                queue.released(fence).unhindered(),
                pending,
                pendingSince);
    }

    /** Somebody waits for a segment; nothing changes unless there is such a one to be made. */
    Transcode wanted(String rung, int segment, Instant now) {
        Plan made = plan;
        boolean planned = made != null
                && segment >= 0
                && segment < made.segments()
                && made.rungs().stream().anyMatch(one -> one.name().equals(rung));
        if (!planned || status().isOver()) {
            return this;
        }
        Queue asked = queue.wanted(rung, segment, now);
        return asked == queue ? this : with(asked);
    }

    /** Some of a piece of work is stored, and its worker goes on. */
    Transcode stored(long fence, List<String> renditions, int first, int last) {
        return holds(fence) ? with(queue.stored(renditions, first, last)).advanced() : this;
    }

    /** All of a piece of work is stored. */
    Transcode finished(long fence, List<String> renditions, int first, int last) {
        return holds(fence)
                ? with(queue.stored(renditions, first, last).released(fence)).advanced()
                : this;
    }

    /** The media is at fault: at once for a probe, after some more attempts for an encoder, which says less clearly. */
    Transcode faulted(long fence, TranscodeProblem problem) {
        if (!holds(fence)) {
            return this;
        }
        Queue counted = queue.released(fence).faulted();
        return plan == null || counted.faults() >= TOLERATED_FAULTS
                ? with(counted).failed(problem)
                : with(counted);
    }

    /** Something is away that comes back: this piece of work is free again then. */
    Transcode hindered(long fence, Hindrance why, Instant until) {
        return holds(fence)
                ? with(queue.withLease(fence, lease -> lease.until(until)).hindered(why))
                : this;
    }

    /** Not the file's fault: tried again after a growing pause, unless nothing but that happened for too long. */
    Transcode setBack(long fence, Instant now) {
        if (!holds(fence)) {
            return this;
        }
        Queue counted = queue.setBack();
        if (counted.setbacks() >= TOLERATED_SETBACKS) {
            return with(counted.released(fence)).failed(TranscodeProblem.CONVERSION_FAILED);
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (counted.setbacks() - 1));
        return with(counted.withLease(fence, lease -> lease.until(now.plus(pause))));
    }

    /** What is stored stays; the rest begins again. */
    public Transcode retried() {
        Status from = plan == null ? Status.QUEUED : Status.ENCODING;
        return with(State.of(from)).with(new Queue(queue.done(), List.of(), List.of(), queue.fences(), 0, 0, null));
    }

    /** From now on nobody holds a lease of it, and nobody begins it again. */
    Transcode removed(Instant now) {
        return status() == Status.REMOVED
                ? this
                : new Transcode(
                        id, version, lesson, State.of(Removal.from(now)), null, Queue.EMPTY, pending, pendingSince);
    }

    /** A step of its removal is done. @param next when the one after it is due */
    Transcode erased(Removal.Step done, Instant next) {
        Removal removal = state.removal();
        if (removal == null || removal.next() != done) {
            return this;
        }
        Transcode after = with(State.of(removal.after(next)));
        return done == Removal.Step.RENDITIONS
                ? after.recording(new GenerationErased(lesson.rel(), lesson.generation(), nextVersion()))
                : after;
    }

    /** This step of its removal could not be done. */
    Transcode postponed(Removal step, Instant until) {
        return step.equals(state.removal()) ? with(State.of(new Removal(step.next(), until))) : this;
    }

    public int percent() {
        Plan made = plan;
        return status() == Status.READY ? 100 : made == null ? 0 : Math.min(99, queue.percent(made));
    }

    LessonProgressed progress() {
        return new LessonProgressed(
                lesson.rel(), lesson.generation(), version == null ? 0 : version, status().text(), percent());
    }

    private Transcode advanced() {
        Plan made = Objects.requireNonNull(plan);
        if (queue.isComplete(made)) {
            List<LessonReady.Rendition> renditions = made.rungs().stream()
                    .map(rung -> new LessonReady.Rendition(rung.name(), rung.width(), rung.height()))
                    .toList();
            return with(State.of(Status.READY))
                    .recording(new LessonReady(
                            lesson.rel(),
                            lesson.generation(),
                            nextVersion(),
                            made.duration(),
                            renditions,
                            lesson.ownerId(),
                            poster()));
        }
        if (status() == Status.ENCODING && queue.isPlayable(made)) {
            return with(State.of(Status.PLAYABLE))
                    .recording(new LessonPlayable(
                            lesson.rel(), lesson.generation(), nextVersion(), made.duration(), poster()));
        }
        return this;
    }

    private @Nullable String poster() {
        return queue.hasPoster() ? lesson.poster() : null;
    }

    private Transcode failed(TranscodeProblem problem) {
        return with(new State(Status.FAILED, problem, null))
                .recording(new LessonFailed(
                        lesson.rel(),
                        lesson.generation(),
                        nextVersion(),
                        problem.code(),
                        problem.title(),
                        lesson.ownerId()));
    }

    private Transcode with(Queue changed) {
        return new Transcode(id, version, lesson, state, plan, changed, pending, pendingSince);
    }

    private Transcode with(State changed) {
        return new Transcode(id, version, lesson, changed, plan, queue, pending, pendingSince);
    }

    private Transcode recording(Event event) {
        return new Transcode(id, version, lesson, state, plan, queue, pendingWith(event), pendingSinceOrNow());
    }
}
