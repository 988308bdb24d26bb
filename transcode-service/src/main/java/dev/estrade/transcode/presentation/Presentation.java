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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A place's presentation: {@code WAITING → READY | FAILED}, and waiting again with every newer upload. Removed ones are
 * {@code REMOVED → ERASED → GONE}: each of the three is one turn that erases what lies in the place. One worker at a time
 * has its turn; what it brings is accepted only while it has it, and only for the newest upload.
 *
 * @param id the place, {@code courses/<course_id>} or {@code modules/<course_id>/<module_id>}
 * @param removed uploads that nobody wants here any more, whether they were heard of or not
 */
@Document("presentations")
@CompoundIndex(def = "{'status': 1, 'turn.until': 1}")
record Presentation(
        @Id String id,
        @Version @Nullable Long version,
        Upload upload,
        Status status,
        Turn turn,
        Set<String> removed,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    private static final int MOST_ATTEMPTS = 5;
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(10);
    private static final int REMEMBERED = 20;
    private static final Duration TOMBSTONE = Duration.ofHours(24);

    enum Status {
        WAITING,
        READY,
        FAILED,
        REMOVED,
        /** Once; it is done again later, because a worker may not have noticed at once that its turn was over. */
        ERASED,
        /** A tombstone, and once more with it. */
        GONE;

        boolean isTombstone() {
            return this == REMOVED || this == ERASED || this == GONE;
        }
    }

    /** Documents of earlier builds have none removed. */
    Presentation {
        removed = Objects.requireNonNullElse(removed, Set.of());
    }

    /** What is to play. @param version of the event; an older upload changes nothing */
    record Upload(long version, String videoId, String objectKey, String etag, String container, String fileKey) {
        private static final long BEFORE_ALL = -1;

        /** Of which nothing is known but its id. */
        static Upload unknown(String videoId) {
            return new Upload(BEFORE_ALL, videoId, "", "", "", "");
        }

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
        return first(event.place(), Upload.of(event), Status.WAITING);
    }

    /** A tombstone awaits an upload that may be heard of later. */
    static Presentation removed(String place, String videoId) {
        return first(place, Upload.unknown(videoId), Status.REMOVED).remembering(videoId);
    }

    private static Presentation first(String place, Upload upload, Status status) {
        Turn nobodys = new Turn(0, Instant.EPOCH, 0);
        return new Presentation(place, null, upload, status, nobodys, Set.of(), List.of(), null);
    }

    /** Where its file and its poster lie, and what is on its way there. */
    String folder() {
        return "presentation_videos/" + id + "/";
    }

    /** Whoever works on an older upload keeps the turn until he notices, so that nobody writes beside him. */
    Presentation replacedBy(PresentationUploaded event) {
        if (event.version() <= upload.version()) {
            return this;
        }
        Status begun = removed.contains(event.videoId()) ? Status.REMOVED : Status.WAITING;
        boolean idle = (status == Status.ERASED || status == Status.GONE) && turn.attempts() == 0;
        return with(Upload.of(event), begun, new Turn(turn.fence(), idle ? Instant.EPOCH : turn.until(), 0));
    }

    /** A newer upload stays. */
    Presentation without(String videoId) {
        if (removed.contains(videoId)) {
            return this;
        }
        Turn first = new Turn(turn.fence(), turn.until(), 0);
        return upload.videoId().equals(videoId)
                ? with(upload, Status.REMOVED, first).remembering(videoId)
                : remembering(videoId);
    }

    /** Somebody's turn begins; after too many that never ended a conversion is given up instead. */
    Presentation taken(Instant until) {
        return status.isTombstone() || turn.attempts() < MOST_ATTEMPTS
                ? with(new Turn(turn.fence() + 1, until, turn.attempts() + 1))
                : settled(Status.FAILED, failure(TranscodeProblem.CONVERSION_FAILED));
    }

    /** @param mine as it was when the turn began */
    boolean isStillFor(Presentation mine) {
        return status == mine.status && turn.fence() == mine.turn.fence() && upload.version() == mine.upload.version();
    }

    Presentation renewed(Presentation mine, Instant until) {
        return isStillFor(mine) ? with(turn.until(until)) : this;
    }

    /** Nothing lay in the place at this moment. @param again when that is to be seen to once more */
    Presentation erased(Presentation mine, Instant now, Instant again) {
        if (!isStillFor(mine)) {
            return leftBy(mine);
        }
        return status == Status.REMOVED
                ? with(upload, Status.ERASED, new Turn(turn.fence(), again, 0))
                : with(upload, Status.GONE, new Turn(turn.fence(), now.plus(TOMBSTONE), 0));
    }

    /** @param duration seconds @param posterKey null if it has none */
    Presentation ready(Presentation mine, long size, double duration, @Nullable String posterKey) {
        return isStillFor(mine)
                ? settled(
                        Status.READY,
                        new PresentationReady(
                                id, upload.version(), upload.videoId(), upload.fileKey(), size, duration, posterKey))
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
        return status.isTombstone() || turn.attempts() < MOST_ATTEMPTS
                ? with(turn.until(now.plus(PAUSE_AFTER_FAULT)))
                : settled(Status.FAILED, failure(TranscodeProblem.CONVERSION_FAILED));
    }

    /**
     * A worker ends that is not wanted any more. If another had a turn after it, nobody knows whose file was written
     * last: it is made again.
     */
    Presentation leftBy(Presentation mine) {
        boolean undone = status == Status.WAITING || status == Status.REMOVED;
        if (turn.fence() == mine.turn.fence()) {
            return undone ? with(turn.until(Instant.EPOCH)) : this;
        }
        return undone || status == Status.FAILED ? this : begunAgain(new Turn(turn.fence(), Instant.EPOCH, 0));
    }

    private Presentation begunAgain(Turn again) {
        return with(upload, status == Status.READY ? Status.WAITING : Status.REMOVED, again);
    }

    private PresentationFailed failure(TranscodeProblem problem) {
        return new PresentationFailed(id, upload.version(), upload.videoId(), problem.code(), problem.title());
    }

    private Presentation settled(Status end, Event event) {
        return new Presentation(id, version, upload, end, turn, removed, pendingWith(event), pendingSinceOrNow());
    }

    private Presentation with(Turn changed) {
        return with(upload, status, changed);
    }

    private Presentation with(Upload current, Status next, Turn changed) {
        return new Presentation(id, version, current, next, changed, removed, pending, pendingSince);
    }

    private Presentation remembering(String videoId) {
        Set<String> latest = Stream.concat(removed.stream(), Stream.of(videoId))
                .skip(Math.max(0, removed.size() + 1 - REMEMBERED))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Presentation(id, version, upload, status, turn, latest, pending, pendingSince);
    }
}
