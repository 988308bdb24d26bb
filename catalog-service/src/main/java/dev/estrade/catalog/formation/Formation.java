package dev.estrade.catalog.formation;

import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A course: modules of lessons. {@code SUBMITTED → WHOLE | REJECTED}; it exists for people only as {@code WHOLE}. What
 * was rejected or abandoned stays as a tombstone for a day, so that a late answer meets it and not a gap.
 *
 * @param ownerId the trainer's {@code sub}
 * @param refused why it was rejected
 * @param since when the last transition was made
 */
@Document("formations")
@CompoundIndex(def = "{'state': 1, 'since': 1}")
record Formation(
        @Id String id,
        @Version @Nullable Long version,
        String ownerId,
        Content content,
        State state,
        List<RejectedUpload> refused,
        Instant since,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    enum State {
        SUBMITTED,
        WHOLE,
        REJECTED,
        ABANDONED
    }

    /** @param attributesJson the client's own, as text: its keys could not all be a document's; null if it sent none */
    record Content(
            String title,
            String description,
            boolean published,
            @Nullable String attributesJson,
            List<Module> modules) {}

    record Module(
            String id, @Nullable String clientRef, String title, String description, int order, List<Lesson> lessons) {}

    /** @param uploadedAt when a form upload brought its video; null if the formation was made with it */
    record Lesson(
            String id,
            @Nullable String clientRef,
            String title,
            String description,
            int order,
            String videoId,
            Rel rel,
            @Nullable Instant uploadedAt) {

        /** Of the video that it has now. */
        String stateId() {
            return LessonState.idOf(rel, videoId);
        }
    }

    static Formation submitted(String id, String ownerId, Content content, boolean keepUploads) {
        Formation nothing =
                new Formation(id, null, ownerId, content, State.SUBMITTED, List.of(), Instant.now(), List.of(), null);
        List<LessonVideo> videos = nothing.lessons()
                .map(lesson -> new LessonVideo(lesson.videoId(), lesson.rel()))
                .toList();
        FormationSubmitted event =
                new FormationSubmitted(id, nothing.nextVersion(), ownerId, keepUploads, videos, id, List.of());
        return nothing.with(State.SUBMITTED, List.of(), event);
    }

    /** Uploads were claimed for a formation of which nothing is left. */
    static Formation tombstone(String id) {
        Content nothing = new Content("", "", false, null, List.of());
        Formation gone =
                new Formation(id, null, "", nothing, State.ABANDONED, List.of(), Instant.now(), List.of(), null);
        return gone.with(State.ABANDONED, List.of(), new FormationAbandoned(id, gone.nextVersion(), id));
    }

    /** The first form upload of a course brings it into being. */
    static Formation ofUpload(LessonUploaded event, Instant at) {
        String id = event.upload().rel().courseId();
        return whole(id, null, event.ownerId(), List.of(), null).uploaded(event, at);
    }

    private static Formation whole(
            String id,
            @Nullable Long version,
            String ownerId,
            List<OutgoingEvent> pending,
            @Nullable Instant pendingSince) {
        Content content = LessonPlaces.unknownCourse(id);
        return new Formation(
                id, version, ownerId, content, State.WHOLE, List.of(), Instant.now(), pending, pendingSince);
    }

    Stream<Lesson> lessons() {
        return lessons(content);
    }

    /** A submitted formation becomes whole; a tombstone asks for the claim's release. */
    Formation claimed() {
        return switch (state) {
            case SUBMITTED -> with(State.WHOLE, List.of(), published(content));
            case WHOLE -> this;
            case REJECTED, ABANDONED -> with(state, refused, new FormationAbandoned(id, nextVersion(), id));
        };
    }

    Formation rejected(List<RejectedUpload> uploads) {
        return state == State.SUBMITTED
                ? new Formation(
                        id, version, ownerId, content, State.REJECTED, uploads, Instant.now(), pending, pendingSince)
                : this;
    }

    /** A tombstone is nobody's. */
    boolean takesUploadsOf(String trainer) {
        return isTombstone() || ownerId.equals(trainer);
    }

    /** A form upload's video comes into its lesson; where a tombstone stands, a new formation begins. */
    Formation uploaded(LessonUploaded event, Instant at) {
        if (isTombstone()) {
            return whole(id, version, event.ownerId(), pending, pendingSince).uploaded(event, at);
        }
        Content changed = LessonPlaces.with(content, event.upload(), at);
        if (changed == content) {
            return this;
        }
        Formation filled = new Formation(id, version, ownerId, changed, state, refused, since, pending, pendingSince);
        return state == State.WHOLE ? filled.with(state, refused, published(changed)) : filled;
    }

    private boolean isTombstone() {
        return state == State.REJECTED || state == State.ABANDONED;
    }

    private FormationPublished published(Content current) {
        List<Rel> rels = lessons(current).map(Lesson::rel).toList();
        return new FormationPublished(id, nextVersion(), ownerId, current.published(), rels);
    }

    private static Stream<Lesson> lessons(Content content) {
        return content.modules().stream().flatMap(module -> module.lessons().stream());
    }

    private Formation with(State next, List<RejectedUpload> newRefused, Event event) {
        return new Formation(
                id,
                version,
                ownerId,
                content,
                next,
                newRefused,
                Instant.now(),
                pendingWith(event),
                pendingSinceOrNow());
    }
}
