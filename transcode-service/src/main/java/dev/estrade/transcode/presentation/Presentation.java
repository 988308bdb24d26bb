package dev.estrade.transcode.presentation;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.transcode.TranscodeProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A place's presentation: {@code WAITING → READY | FAILED}, and waiting again with every newer upload. One worker at a
 * time has its turn; what it brings is accepted only while it has it, and only for the newest upload.
 *
 * @param id the place, {@code courses/<course_id>} or {@code modules/<course_id>/<module_id>}
 */
@Document("presentations")
@CompoundIndex(def = "{'status': 1, 'turn.until': 1}")
record Presentation(
        @Id String id,
        @Version @Nullable Long version,
        Upload upload,
        Status status,
        Turn turn,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    private static final int MOST_ATTEMPTS = 5;
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(10);

    enum Status {
        WAITING,
        READY,
        FAILED
    }

    /** What is to play. @param version of the event; an older upload changes nothing */
    record Upload(long version, String videoId, String objectKey, String etag, String container, String fileKey) {
        static Upload of(PresentationUploaded event) {
            return new Upload(
                    event.version(),
                    event.videoId(),
                    event.objectKey(),
                    event.etag(),
                    event.container(),
                    event.fileKey());
        }

        String extension() {
            return fileKey.substring(fileKey.lastIndexOf('.') + 1);
        }
    }

    /**
     * Whose turn it is.
     *
     * @param fence counts the turns
     * @param until when another may take it
     * @param attempts that this upload has had, the ones that were killed included
     */
    record Turn(long fence, Instant until, int attempts) {
        Turn until(Instant later) {
            return new Turn(fence, later, attempts);
        }
    }

    static Presentation of(PresentationUploaded event) {
        Turn nobodys = new Turn(0, Instant.EPOCH, 0);
        return new Presentation(event.place(), null, Upload.of(event), Status.WAITING, nobodys, List.of(), null);
    }

    /** Whoever works on an older upload keeps the turn until he notices, so that nobody writes beside him. */
    Presentation replacedBy(PresentationUploaded event) {
        if (event.version() <= upload.version()) {
            return this;
        }
        Turn first = new Turn(turn.fence(), turn.until(), 0);
        return new Presentation(id, version, Upload.of(event), Status.WAITING, first, pending, pendingSince);
    }

    /** Somebody's turn begins; after too many that never ended it is given up instead. */
    Presentation taken(Instant until) {
        return turn.attempts() < MOST_ATTEMPTS
                ? with(new Turn(turn.fence() + 1, until, turn.attempts() + 1))
                : settled(Status.FAILED, failure(TranscodeProblem.CONVERSION_FAILED));
    }

    /** @param mine as it was when the turn began */
    boolean isStillFor(Presentation mine) {
        return status == Status.WAITING
                && turn.fence() == mine.turn.fence()
                && upload.version() == mine.upload.version();
    }

    Presentation renewed(Presentation mine, Instant until) {
        return isStillFor(mine) ? with(turn.until(until)) : this;
    }

    /** @param duration seconds */
    Presentation ready(Presentation mine, long size, double duration) {
        return isStillFor(mine)
                ? settled(
                        Status.READY,
                        new PresentationReady(id, upload.version(), upload.videoId(), upload.fileKey(), size, duration))
                : leftBy(mine);
    }

    Presentation failed(Presentation mine, TranscodeProblem problem) {
        return isStillFor(mine) ? settled(Status.FAILED, failure(problem)) : leftBy(mine);
    }

    /** A dependency is away: that was no attempt. */
    Presentation postponed(Presentation mine, Instant until) {
        return isStillFor(mine) ? with(new Turn(turn.fence(), until, turn.attempts() - 1)) : leftBy(mine);
    }

    /** Through no fault of the file. */
    Presentation setBack(Presentation mine, Instant now) {
        if (!isStillFor(mine)) {
            return leftBy(mine);
        }
        return turn.attempts() < MOST_ATTEMPTS
                ? with(turn.until(now.plus(PAUSE_AFTER_FAULT)))
                : settled(Status.FAILED, failure(TranscodeProblem.CONVERSION_FAILED));
    }

    /**
     * A worker ends that is not wanted any more. If another had a turn after it, nobody knows whose file was written
     * last: it is made again.
     */
    Presentation leftBy(Presentation mine) {
        if (turn.fence() == mine.turn.fence()) {
            return status == Status.WAITING ? with(turn.until(Instant.EPOCH)) : this;
        }
        Turn again = new Turn(turn.fence(), Instant.EPOCH, 0);
        return status == Status.READY
                ? new Presentation(id, version, upload, Status.WAITING, again, pending, pendingSince)
                : this;
    }

    private PresentationFailed failure(TranscodeProblem problem) {
        return new PresentationFailed(id, upload.version(), upload.videoId(), problem.code(), problem.title());
    }

    private Presentation settled(Status end, Event event) {
        return new Presentation(id, version, upload, end, turn, pendingWith(event), pendingSinceOrNow());
    }

    private Presentation with(Turn changed) {
        return new Presentation(id, version, upload, status, changed, pending, pendingSince);
    }
}
