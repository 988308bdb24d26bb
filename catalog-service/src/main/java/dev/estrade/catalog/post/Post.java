package dev.estrade.catalog.post;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.post.LiveLife.State;
import dev.estrade.events.Event;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveMediaRefused;
import dev.estrade.events.LivePlace;
import dev.estrade.events.LiveStopped;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.Rel;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A live, and what stays of it: {@code LIVE → OVER → KEPT | DELETED}. An attempt to stop it is an open question to
 * upload-service, which alone knows whether there is something to keep; refused, the live runs as before. Answers to
 * earlier attempts change nothing.
 *
 * @param id the live's, too
 */
@Document("posts")
@CompoundIndex(def = "{'life.state': 1, 'life.startedAt': -1, '_id': -1}")
record Post(
        @Id String id,
        @Version @Nullable Long version,
        String ownerId,
        String content,
        LiveLife life,
        List<Recorded> recordings,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    static Post started(String id, String ownerId, String content) {
        Post post = new Post(id, null, ownerId, content, LiveLife.begun(Instant.now()), List.of(), List.of(), null);
        return post.recording(post.changed());
    }

    Cursor cursor() {
        return new Cursor(life.startedAt(), id);
    }

    boolean isLive() {
        return life.state() == State.LIVE;
    }

    boolean isTombstone() {
        return life.deletedAt() != null;
    }

    /** A browser does so, as far as this service has heard. */
    boolean isRecorded() {
        return recordings.stream().anyMatch(recorded -> recorded.state() == Recorded.State.RECORDING);
    }

    List<Recorded> kept() {
        return recordings.stream().filter(Recorded::isKept).toList();
    }

    boolean awaits(String stopId) {
        Stop stop = life.stop();
        return stop != null && stop.awaits(stopId);
    }

    /** The id of the question that is open; null if none is. */
    @Nullable
    String openStop() {
        Stop stop = life.stop();
        return stop != null && stop.isOpen() ? stop.id() : null;
    }

    /**
     * It is to end. One question at a time: while one is open, and once it is over, nothing changes.
     *
     * @param uploadId the film that the author uploaded himself
     * @param mediaExpected whether to refuse if there is neither film nor recording
     */
    Post stopped(@Nullable String uploadId, boolean mediaExpected) {
        if (!isLive() || openStop() != null) {
            return this;
        }
        String stopId = UUID.randomUUID().toString();
        return with(life.with(Stop.asked(stopId)))
                .recording(new LiveStopped(id, nextVersion(), stopId, ownerId, uploadId, mediaExpected));
    }

    Post accepted(LiveMediaAccepted event, Instant at) {
        Stop stop = life.stop();
        if (!isLive() || stop == null || !stop.awaits(event.stopId())) {
            return this;
        }
        Post over = with(life.over(stop.accepted(), at));
        for (String recording : event.recordings()) {
            over = over.with(recording, known -> known.to(Recorded.State.KEPT));
        }
        if (event.upload() != null) {
            long size = event.upload().size();
            over = over.with(event.upload().videoId(), known -> known.sized(size));
        }
        return over.recording(over.changed());
    }

    Post refused(LiveMediaRefused event) {
        Stop stop = life.stop();
        return stop == null || !stop.awaits(event.stopId())
                ? this
                : with(life.with(stop.refused(event.code(), event.detail())));
    }

    /** What is recorded may be kept; nothing of it is shown yet. */
    Post recordingStarted(String recordingId) {
        return knows(recordingId) ? this : with(recordingId, UnaryOperator.identity());
    }

    /** Nothing may have arrived of it. The last one of a live that still runs ends the live. */
    Post recordingEnded(RecordingEnded event) {
        Recorded.State state = event.chunks() == 0 ? Recorded.State.GONE : Recorded.State.KEPT;
        Post changed = with(event.recordingId(), known -> known.to(state))
                .with(event.recordingId(), known -> known.size() == 0 ? known.sized(event.bytes()) : known)
                .told(this);
        return event.last() ? changed.stopped(null, false) : changed;
    }

    /** Its size is known; it is kept, whatever else was heard of it. */
    Post assembled(String recordingId, long size) {
        return with(recordingId, known -> known.to(Recorded.State.KEPT).sized(size))
                .told(this);
    }

    /** Its owner deleted it. */
    Post erased(String recordingId) {
        return knows(recordingId) && life.state() != State.DELETED
                ? with(recordingId, known -> known.to(Recorded.State.GONE)).told(this)
                : this;
    }

    /**
     * @param media whether its media stay in their author's library; null if nobody said
     * @throws ProblemException {@code post.live_running}, {@code post.has_media}
     */
    Post deleted(@Nullable Media media, Instant now) {
        if (isTombstone()) {
            return this;
        }
        if (isLive()) {
            throw ProblemException.of(CatalogProblem.POST_LIVE_RUNNING, CatalogProblem.POST_LIVE_RUNNING.title());
        }
        List<Recorded> left = left();
        if (media == null && !left.isEmpty()) {
            throw ProblemException.of(CatalogProblem.POST_HAS_MEDIA, CatalogProblem.POST_HAS_MEDIA.title());
        }
        boolean kept = media == Media.KEEP && !left.isEmpty();
        Post gone = with(life.deleted(kept, now));
        List<Event> events = new ArrayList<>(List.of(gone.changed()));
        if (!left.isEmpty()) {
            events.add(gone.removal(left, kept));
        }
        return gone.recording(events);
    }

    /** Its recordings play, and whoever watched it to its end has gone. */
    Post withoutStreams(Instant now) {
        if (life.state() != State.OVER || life.streamsGoneAt() != null) {
            return this;
        }
        Post changed = with(life.withoutStreams(now));
        return left().isEmpty() ? changed : changed.recording(removal(left(), true));
    }

    /** What becomes of a post's media when it is deleted. */
    enum Media {
        KEEP,
        DELETE
    }

    private List<Recorded> left() {
        return recordings.stream()
                .filter(recorded -> recorded.state() != Recorded.State.GONE)
                .toList();
    }

    private boolean knows(String recordingId) {
        return recordings.stream().anyMatch(recorded -> recorded.id().equals(recordingId));
    }

    private LiveChanged changed() {
        List<Rel> rels = new ArrayList<>();
        if (!isTombstone()) {
            rels.add(LivePlace.stream(id));
        }
        if (life.state() != State.DELETED) {
            kept().forEach(recorded -> rels.add(recorded.rel(this)));
        }
        return new LiveChanged(id, nextVersion(), ownerId, isLive(), !isTombstone(), rels);
    }

    /** The streams go in any case: they are nobody's library. */
    private GenerationsRemoved removal(List<Recorded> removed, boolean kept) {
        return new GenerationsRemoved(
                id,
                nextVersion(),
                removed.stream()
                        .flatMap(recorded -> kept
                                ? Stream.of(recorded.stream(this))
                                : Stream.of(recorded.generation(this), recorded.stream(this)))
                        .toList());
    }

    /** With the events of what changed of its recordings. What turns up after a deletion goes where the others went. */
    private Post told(Post before) {
        if (kept().equals(before.kept())) {
            return this;
        }
        List<Recorded> late = kept().stream()
                .filter(recorded -> isTombstone() && !before.knows(recorded.id()))
                .toList();
        List<Event> events = new ArrayList<>();
        if (!changed().rels().equals(before.changed().rels())) {
            events.add(changed());
        }
        if (!late.isEmpty()) {
            events.add(removal(late, life.state() == State.KEPT));
        }
        return events.isEmpty() ? this : recording(events);
    }

    /** One that is not known yet is added. @return the same post if nothing changes */
    private Post with(String recordingId, UnaryOperator<Recorded> change) {
        if (!knows(recordingId)) {
            Recorded added = change.apply(new Recorded(recordingId, Recorded.State.RECORDING, 0));
            return with(Stream.concat(recordings.stream(), Stream.of(added)).toList());
        }
        List<Recorded> changed = recordings.stream()
                .map(recorded -> recorded.id().equals(recordingId) ? change.apply(recorded) : recorded)
                .toList();
        return changed.equals(recordings) ? this : with(changed);
    }

    private Post with(List<Recorded> next) {
        return new Post(id, version, ownerId, content, life, next, pending, pendingSince);
    }

    private Post with(LiveLife next) {
        return new Post(id, version, ownerId, content, next, recordings, pending, pendingSince);
    }

    private Post recording(Event event) {
        return recording(List.of(event));
    }

    private Post recording(List<Event> events) {
        return new Post(id, version, ownerId, content, life, recordings, pendingWith(events), pendingSinceOrNow());
    }
}
