package dev.estrade.transcode.live;

import dev.estrade.events.Event;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LivePlace;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.live.LiveStream.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A recording on its way: {@code STREAMING → JOINING → JOINED | FAILED}, or {@code REMOVED} from any of them. Whatever a
 * worker brings is accepted only under the lease that it was given.
 *
 * @param length chunks that it has in the end, lost ones included; null while it goes on
 */
@Document("recordings")
@CompoundIndex(def = "{'stage': 1, 'lease.until': 1}")
record Recording(
        @Id String id,
        @Version @Nullable Long version,
        String liveId,
        String ownerId,
        Stage stage,
        @Nullable Integer length,
        LiveStream stream,
        Lease lease,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    /** After that many runs that failed through no fault of a dependency. */
    private static final int TOLERATED_FAULTS = 4;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    /** Of a bit more than eight minutes. */
    private static final int MOST_DOUBLINGS = 8;

    /** What a player must be able to follow: nobody knows how long a live lasts. Seconds. */
    private static final double LONGEST = Duration.ofHours(12).toSeconds();

    enum Stage {
        /** It is played while it arrives. */
        STREAMING,
        /** Its chunks become one file, as soon as all are there. */
        JOINING,
        JOINED,
        FAILED,
        /** A tombstone. */
        REMOVED
    }

    /**
     * @param until when somebody else may take it
     * @param fence counts leases
     * @param faults of this stage
     */
    record Lease(Instant until, long fence, int faults) {
        static final Lease NONE = new Lease(Instant.EPOCH, 0, 0);

        Lease until(Instant end) {
            return new Lease(end, fence, faults);
        }

        Lease free() {
            return new Lease(Instant.EPOCH, fence, 0);
        }
    }

    static Recording of(RecordingStarted event) {
        return fresh(event.recordingId(), event.liveId(), event.ownerId());
    }

    static Recording of(RecordingEnded event) {
        return fresh(event.recordingId(), event.liveId(), event.ownerId()).ended(event);
    }

    /** A tombstone of one that was never heard of. */
    static Recording removed(String id, String liveId) {
        return fresh(id, liveId, "").removed();
    }

    private static Recording fresh(String id, String liveId, String ownerId) {
        return new Recording(
                id, null, liveId, ownerId, Stage.STREAMING, null, LiveStream.NONE, Lease.NONE, List.of(), null);
    }

    /** Of the video that it becomes. */
    Rel rel() {
        return LivePlace.recording(ownerId, liveId, id);
    }

    /** Of what is played while it arrives. */
    Rel streamRel() {
        return LivePlace.stream(liveId);
    }

    OptionalInt knownLength() {
        return length == null ? OptionalInt.empty() : OptionalInt.of(length);
    }

    boolean isOver() {
        return stage != Stage.STREAMING && stage != Stage.JOINING;
    }

    boolean isHeldBy(Recording leased) {
        return !isOver() && stage == leased.stage && lease.fence() == leased.lease.fence();
    }

    Recording ended(RecordingEnded event) {
        if (length != null || isOver()) {
            return this;
        }
        Recording whole = new Recording(
                id, version, liveId, ownerId, stage, event.length(), stream, lease, pending, pendingSince);
        return event.chunks() == 0 ? whole.with(Stage.JOINED, lease.free()) : whole;
    }

    /** More of it can be played. */
    Recording played(Recording leased, LiveStream longer) {
        return isHeldBy(leased)
                ? new Recording(
                        id,
                        version,
                        liveId,
                        ownerId,
                        stage,
                        length,
                        longer,
                        new Lease(lease.until(), lease.fence(), 0),
                        pending,
                        pendingSince)
                : this;
    }

    /** Viewers may begin. */
    Recording playable(Recording leased) {
        return isHeldBy(leased) ? recording(new LessonPlayable(streamRel(), id, nextVersion(), LONGEST, null)) : this;
    }

    /** Nothing more of it is played while it arrives. */
    Recording streamed(Recording leased) {
        if (!isHeldBy(leased)) {
            return this;
        }
        Recording next = with(Stage.JOINING, lease.free());
        Format format = stream.format();
        return format == null || stream.pieces().isEmpty()
                ? next
                : next.recording(new LessonReady(
                        streamRel(), id, nextVersion(), stream.seconds(), format.renditions(), ownerId, null));
    }

    Recording joined(Recording leased, ClaimedUpload original) {
        return isHeldBy(leased)
                ? with(Stage.JOINED, lease.free())
                        .recording(new RecordingAssembled(id, nextVersion(), liveId, ownerId, original))
                : this;
    }

    /** The recording is at fault. */
    Recording failed(Recording leased, TranscodeProblem problem) {
        return isHeldBy(leased)
                ? with(Stage.FAILED, lease.free())
                        .recording(new LessonFailed(rel(), id, nextVersion(), problem.code(), problem.title(), ownerId))
                : this;
    }

    /** Something is away that comes back. */
    Recording postponed(Recording leased, Instant until) {
        return isHeldBy(leased) ? with(stage, lease.until(until)) : this;
    }

    /** It went wrong, for whatever reason: tried again after a growing pause, some times. */
    Recording setBack(Recording leased, Instant now) {
        if (!isHeldBy(leased)) {
            return this;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, lease.faults()));
        return with(stage, new Lease(now.plus(pause), lease.fence(), lease.faults() + 1));
    }

    /** Whether it has gone wrong so often that it is given up. */
    boolean isHopeless() {
        return lease.faults() >= TOLERATED_FAULTS;
    }

    Recording removed() {
        return stage == Stage.REMOVED ? this : with(Stage.REMOVED, lease.free().until(Instant.now()));
    }

    /** What is played while it arrives is not needed any more; the recording is. */
    Recording withoutStream() {
        return stage == Stage.STREAMING ? with(Stage.JOINING, lease.free()) : this;
    }

    private Recording with(Stage next, Lease newLease) {
        return new Recording(id, version, liveId, ownerId, next, length, stream, newLease, pending, pendingSince);
    }

    private Recording recording(Event event) {
        return new Recording(
                id, version, liveId, ownerId, stage, length, stream, lease, pendingWith(event), pendingSinceOrNow());
    }
}
