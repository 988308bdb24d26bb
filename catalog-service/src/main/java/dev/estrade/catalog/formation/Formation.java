package dev.estrade.catalog.formation;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Life.State;
import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A course: modules of lessons. {@code SUBMITTED → WHOLE | REJECTED}, {@code WHOLE → DELETED}; it exists for people only
 * as {@code WHOLE}. Content that brings new videos is a draft until all of them are claimed, when the formation is
 * created as well as when it is changed. What was rejected, abandoned or deleted stays as a tombstone for a day, so that
 * a late answer meets it and not a gap.
 *
 * @param ownerId the trainer's {@code sub}
 * @param content what people see; nothing until it is whole
 * @param draft what was asked for last, if it waits for its claim or was refused
 */
@Document("formations")
@CompoundIndex(def = "{'life.state': 1, 'life.since': 1}")
@CompoundIndex(def = "{'ownerId': 1, 'life.createdAt': -1, '_id': -1}")
@CompoundIndex(def = "{'life.createdAt': -1, '_id': -1}")
@CompoundIndex(def = "{'content.modules.lessons.replaced._id': 1}", sparse = true)
record Formation(
        @Id String id,
        @Version @Nullable Long version,
        String ownerId,
        Content content,
        Life life,
        @Nullable Draft draft,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    static Formation submitted(String id, String ownerId, Content content, boolean keepUploads) {
        return begun(id, ownerId, State.SUBMITTED).drafted(content, keepUploads, id);
    }

    /** Uploads were claimed for a formation of which nothing is left. */
    static Formation tombstone(UploadsClaimed event) {
        return begun(event.formationId(), "", State.ABANDONED).abandoning(event);
    }

    /** The first form upload of a course brings it into being. */
    static Formation ofForm(String id, String ownerId) {
        return new Formation(
                id, null, ownerId, FormPlaces.unknownCourse(id), Life.begun(State.WHOLE), null, List.of(), null);
    }

    private static Formation begun(String id, String ownerId, State state) {
        return new Formation(id, null, ownerId, Content.NOTHING, Life.begun(state), null, List.of(), null);
    }

    Cursor cursor() {
        return new Cursor(life.createdAt(), id);
    }

    State state() {
        return life.state();
    }

    /** What its owner sees: of one that is not whole yet, what it will be. */
    Content shown() {
        return state() == State.SUBMITTED && draft != null ? draft.content() : content;
    }

    Stream<Lesson> lessons() {
        return shown().lessons();
    }

    /** Whether a lesson has this video now, or will have it. */
    boolean has(Rel rel, String videoId) {
        Stream<Lesson> waiting = draft == null ? Stream.of() : draft.content().lessons();
        return Stream.concat(content.lessons(), waiting)
                .anyMatch(lesson ->
                        lesson.rel().equals(rel) && lesson.video().id().equals(videoId));
    }

    boolean isTombstone() {
        return state() != State.SUBMITTED && state() != State.WHOLE;
    }

    /** By its trainer; whole or not yet. */
    boolean isDeleted() {
        return state() == State.DELETED || (state() == State.ABANDONED && !ownerId.isEmpty());
    }

    /** Whether this claim has not been answered yet. */
    boolean awaits(String claimId) {
        return draft != null && draft.isOpen() && draft.claimId().equals(claimId);
    }

    /**
     * Replaces the content, as soon as the videos that it brings are claimed.
     *
     * @throws ProblemException {@code formation.changing} while an earlier change waits for its videos,
     *     {@code formation.unknown} if it was deleted meanwhile
     */
    Formation revised(Content next, boolean keepUploads) {
        requireThere();
        if (draft != null && draft.isOpen()) {
            throw ProblemException.of(CatalogProblem.CHANGING, CatalogProblem.CHANGING.title())
                    .retryAfter(Duration.ofSeconds(1));
        }
        Revision revision = new Revision(id, content, next);
        if (revision.bringsVideos()) {
            return drafted(next, keepUploads, id + "~" + nextVersion());
        }
        return revision.result().equals(content) ? this : settled(revision);
    }

    void requireThere() {
        if (isTombstone()) {
            throw ProblemException.of(CatalogProblem.FORMATION_UNKNOWN, CatalogProblem.FORMATION_UNKNOWN.title());
        }
    }

    /** All videos of the draft are claimed; a formation that never came to be asks for their release. */
    Formation claimed(UploadsClaimed event) {
        return switch (state()) {
            case SUBMITTED, WHOLE ->
                draft != null && awaits(event.claimId()) ? settled(new Revision(id, content, draft.content())) : this;
            case REJECTED, ABANDONED -> abandoning(event);
            case DELETED -> this;
        };
    }

    Formation rejected(String claimId, List<RejectedUpload> uploads) {
        if (draft == null || !awaits(claimId)) {
            return this;
        }
        Draft refused = new Draft(claimId, draft.content(), uploads);
        return state() == State.WHOLE
                ? with(content, life, refused, List.of())
                : with(content, life.to(State.REJECTED), refused, cameByForm().events(this));
    }

    /**
     * Keys, renditions and originals follow, those of videos that are just being claimed as well: others may have heard
     * of them already. Repeating it changes nothing.
     */
    Formation deleted() {
        if (isTombstone()) {
            return this;
        }
        List<Event> events = new ArrayList<>();
        Removals removals = Removals.of(new Revision(id, content, Content.NOTHING));
        if (draft != null && draft.isOpen()) {
            events.add(new FormationAbandoned(id, nextVersion(), draft.claimId()));
            removals = removals.and(Removals.of(new Revision(id, draft.content(), Content.NOTHING)));
        }
        if (state() == State.WHOLE) {
            events.add(new FormationDeleted(id, nextVersion(), ownerId));
        }
        events.addAll(removals.events(this));
        State end = state() == State.WHOLE ? State.DELETED : State.ABANDONED;
        return with(Content.NOTHING, life.to(end), null, events);
    }

    /** A tombstone is nobody's. */
    boolean takesUploadsOf(String trainer) {
        return isTombstone() || ownerId.equals(trainer);
    }

    /** A form upload's video comes into its lesson; where a tombstone stands, a new formation begins. */
    Formation uploaded(LessonUploaded event, Instant at) {
        ClaimedUpload upload = event.upload();
        return wasDeletedAfter(at)
                ? removing(Removals.ofUploads(List.of(upload)))
                : changedByForm(event.ownerId(), known -> FormPlaces.with(known, upload, at));
    }

    /** A form upload's presentation comes into its place, as a lesson's video does. */
    Formation presented(String trainer, Place place, Presentation said, Instant at) {
        return wasDeletedAfter(at)
                ? removing(Removals.of(place, said.videoId()))
                : changedByForm(trainer, known -> FormPlaces.with(known, place, said));
    }

    /** News of a presentation that it has, or will have; no edition of what people edit. */
    Formation told(Place place, Presentation said) {
        if (isTombstone()) {
            return this;
        }
        Draft waiting = draft == null ? null : draft.with(FormPlaces.refreshed(draft.content(), place, said));
        Content changed = FormPlaces.refreshed(content, place, said);
        return changed == content && Objects.equals(draft, waiting) ? this : with(changed, life, waiting, List.of());
    }

    /** A claim brought a presentation of which nothing is left: it was deleted in the meantime. */
    Formation without(Place place, String videoId) {
        return removing(Removals.of(place, videoId));
    }

    /**
     * Replaced videos go when their successors have played for long enough.
     *
     * @param plays whether the video that a lesson has now is ready
     */
    Formation retired(Predicate<Lesson> plays, Instant now, Duration kept) {
        Retirement retirement = Retirement.of(content, plays, now, kept);
        List<Event> events = Removals.of(retirement.retired()).events(this);
        return retirement.left() == content ? this : with(retirement.left(), life, draft, events);
    }

    /** To what people see and to what they will see; an unknown course begins with it. */
    private Formation changedByForm(String trainer, UnaryOperator<Content> change) {
        if (isTombstone()) {
            Content unknown = FormPlaces.unknownCourse(id);
            return new Formation(id, version, trainer, unknown, life.to(State.WHOLE), null, pending, pendingSince)
                    .changedByForm(trainer, change);
        }
        Draft waiting = draft == null ? null : draft.with(change.apply(draft.content()));
        Content changed = state() == State.WHOLE ? change.apply(content) : content;
        if (changed != content) {
            return with(changed, life.changed(), waiting, List.of(published(changed)));
        }
        return Objects.equals(draft, waiting) ? this : with(content, life, waiting, List.of());
    }

    private boolean wasDeletedAfter(Instant at) {
        return state() == State.DELETED && !at.isAfter(life.since());
    }

    private Removals cameByForm() {
        return Removals.of(lessons()
                .filter(lesson -> lesson.video().since() != null)
                .flatMap(Revision::generations)
                .toList());
    }

    private Formation drafted(Content next, boolean keepUploads, String claimId) {
        Revision revision = new Revision(id, content, next);
        FormationSubmitted event = new FormationSubmitted(
                id, nextVersion(), ownerId, keepUploads, revision.newVideos(), claimId, revision.newPresentations());
        return with(content, life, new Draft(claimId, next, List.of()), List.of(event));
    }

    private Formation settled(Revision revision) {
        Content result = revision.result();
        List<Event> events = new ArrayList<>(List.of(published(result)));
        events.addAll(Removals.of(revision).events(this));
        return with(result, life.changed(), null, events);
    }

    /** Lessons of it may have been begun. */
    private Formation abandoning(UploadsClaimed event) {
        List<Event> events = new ArrayList<>(List.of(new FormationAbandoned(id, nextVersion(), event.claimId())));
        events.addAll(Removals.ofUploads(event.uploads()).events(this));
        return with(content, life, draft, events);
    }

    private Formation removing(Removals removals) {
        return with(content, life, draft, removals.events(this));
    }

    private FormationPublished published(Content current) {
        List<Rel> rels = current.lessons().map(Lesson::rel).toList();
        return new FormationPublished(id, nextVersion(), ownerId, current.published(), rels, current.allowDownloads());
    }

    private Formation with(Content changed, Life next, @Nullable Draft waiting, List<Event> events) {
        return new Formation(
                id,
                version,
                ownerId,
                changed,
                next,
                waiting,
                pendingWith(events),
                events.isEmpty() ? pendingSince : pendingSinceOrNow());
    }
}
