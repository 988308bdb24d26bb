package dev.estrade.upload.recording;

import dev.estrade.events.Event;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.recording.Life.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one browser records of a live: {@code PREPARED → OPEN → (ENDING) → COUNTED → ENDED → ASSEMBLED}, or
 * {@code REMOVED} from any of them. It ends once, by the stop of its live or by its lease, and what had arrived then
 * counts. Everything that a step waits for stands in the document, so any replica goes on with it after a crash.
 */
@Document("recordings")
record Recording(
        @Id String id,
        @Version @Nullable Long version,
        @Indexed String liveId,
        @Indexed String ownerId,
        String mimeType,
        Life life,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    /** Nothing new for so long: the last chunk has arrived. */
    static final Duration QUIET = Duration.ofSeconds(2);

    /** Beyond it the last chunks are not waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(500);

    static Recording of(String id, Live live, String mimeType, Life life) {
        return new Recording(id, null, live.id(), live.ownerId(), mimeType, life, List.of(), null);
    }

    State state() {
        return life.state();
    }

    /** Still recorded, or something was. */
    boolean hasOrMayHaveChunks() {
        return state().isOpen() || state() != State.REMOVED && life.seen().chunks() > 0;
    }

    /** @throws ProblemException {@code recording.live_closed} if its live ended first */
    Recording started() {
        if (state() == State.PREPARED) {
            return with(life.to(State.OPEN, life.due()))
                    .recording(new RecordingStarted(id, nextVersion(), liveId, ownerId, mimeType));
        }
        if (state() == State.REMOVED) {
            throw ProblemException.of(UploadProblem.LIVE_CLOSED, UploadProblem.LIVE_CLOSED.title());
        }
        return this;
    }

    /**
     * More URLs were asked for, which renews the lease; while it ends they bring the last chunks.
     *
     * @throws ProblemException {@code recording.ended}
     */
    Recording signed(Instant leaseEnd, Instant urlsUntil) {
        if (state() != State.OPEN && state() != State.ENDING) {
            throw ProblemException.of(UploadProblem.RECORDING_ENDED, UploadProblem.RECORDING_ENDED.title());
        }
        return with(life.signed(state() == State.OPEN ? leaseEnd : life.due(), urlsUntil));
    }

    /** Its live was stopped. */
    Recording stopped(Instant now) {
        return switch (state()) {
            case PREPARED -> removed();
            case OPEN -> with(life.ending(now));
            default -> this;
        };
    }

    /** After a look into the store: it goes on, is waited for, or has ended with what arrived. */
    Recording looked(Arrived arrived, Instant now, Duration lease) {
        Instant due = life.due();
        if (due == null || due.isAfter(now) || state() != State.OPEN && state() != State.ENDING) {
            return this;
        }
        Life seen = life.seen(arrived, now);
        Instant next = state() == State.OPEN ? leaseAfter(arrived, now, lease) : settling(seen, now);
        return with(
                next.isAfter(now)
                        ? seen.to(state(), next)
                        : new Life(
                                State.COUNTED,
                                seen.startedAt(),
                                now,
                                seen.urlsUntil(),
                                seen.endingSince(),
                                arrived,
                                seen.changedAt()));
    }

    /** A browser that puts chunks lives, whether or not it asks for more URLs. */
    private Instant leaseAfter(Arrived arrived, Instant now, Duration lease) {
        Instant newest = arrived.newest();
        if (newest != null) {
            return newest.isAfter(now) ? now.plus(lease) : newest.plus(lease);
        }
        return arrived.differs(life.seen()) ? now.plus(lease) : now;
    }

    private static Instant settling(Life seen, Instant now) {
        Instant since = seen.endingSince() == null ? now : seen.endingSince();
        boolean over = !seen.changedAt().plus(QUIET).isAfter(now)
                || !since.plus(PATIENCE).isAfter(now);
        return over ? now : now.plus(LOOK);
    }

    /** @param last whether no other recording of its live is open */
    Recording told(boolean last) {
        if (state() != State.COUNTED) {
            return this;
        }
        Arrived counted = life.seen();
        return with(life.to(State.ENDED, null))
                .recording(new RecordingEnded(
                        id, nextVersion(), liveId, ownerId, counted.chunks(), counted.length(), counted.bytes(), last));
    }

    Recording assembled() {
        return state().needsChunks() ? with(life.to(State.ASSEMBLED, null)) : this;
    }

    Recording removed() {
        return state() == State.REMOVED ? this : with(life.to(State.REMOVED, null));
    }

    private Recording with(Life next) {
        return new Recording(id, version, liveId, ownerId, mimeType, next, pending, pendingSince);
    }

    private Recording recording(Event event) {
        return new Recording(id, version, liveId, ownerId, mimeType, life, pendingWith(event), pendingSinceOrNow());
    }
}
