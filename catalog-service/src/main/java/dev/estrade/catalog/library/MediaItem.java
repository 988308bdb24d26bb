package dev.estrade.catalog.library;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.events.Event;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LivePlace;
import dev.estrade.events.MediaDeleted;
import dev.estrade.events.MediaSaved;
import dev.estrade.events.Rel;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.page.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A saved video or photo, or a recording of a live. upload-service says what it is, its owner deletes it. What was deleted stays as a tombstone
 * for a day, so that a late event meets it and does not bring the item back.
 *
 * @param createdAt when it was saved first; whole milliseconds, which is what the database keeps
 * @param deletedAt null while it exists for people
 * @param live what it is of a live; null if it is nothing of any
 */
@Document("media")
@CompoundIndex(def = "{'ownerId': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(def = "{'createdAt': -1, '_id': -1}")
record MediaItem(
        @Id String id,
        @Version @Nullable Long version,
        String ownerId,
        Saved saved,
        Instant createdAt,
        @Indexed(sparse = true) @Nullable Instant deletedAt,
        @Nullable LivePart live,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    enum Kind {
        VIDEO,
        PHOTO;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> named(String json) {
            return Arrays.stream(values())
                    .filter(kind -> kind.json().equals(json))
                    .findFirst();
        }
    }

    /**
     * The item as it was saved last.
     *
     * @param version of upload-service's aggregate; what is older changes nothing
     * @param fileKey null of what is nothing but a recording of a live: that has a playlist, as {@code publicUrl}
     * @param size bytes
     */
    record Saved(
            long version,
            Kind kind,
            String title,
            String description,
            @Nullable String fileKey,
            String publicUrl,
            @Nullable String coverUrl,
            String contentType,
            long size) {

        static Saved of(MediaSaved event) {
            Kind kind = Kind.named(event.kind())
                    .orElseThrow(() -> new IllegalArgumentException("An unknown kind of media: " + event.kind()));
            return new Saved(
                    event.version(),
                    kind,
                    event.title(),
                    event.description(),
                    event.fileKey(),
                    event.publicUrl(),
                    event.coverUrl(),
                    event.contentType(),
                    event.size());
        }

        /** Older than anything that upload-service says of it. */
        static Saved of(LiveRecording recording) {
            return new Saved(
                    -1,
                    Kind.VIDEO,
                    recording.title(),
                    recording.description(),
                    null,
                    recording.playlistUrl(),
                    null,
                    "application/vnd.apple.mpegurl",
                    recording.size());
        }
    }

    /**
     * A recording of a live, which plays as a lesson does.
     *
     * @param rel its generation is the item's id
     * @param alone whether it is nothing else: a film that was saved as well has a public file
     */
    record LivePart(String postId, Rel rel, boolean alone) {

        /** With what played of it while it was recorded. */
        GenerationsRemoved removed(MediaItem item) {
            return new GenerationsRemoved(
                    postId,
                    item.nextVersion(),
                    List.of(
                            new RemovedGeneration(rel, item.id()),
                            new RemovedGeneration(LivePlace.stream(postId), item.id())));
        }
    }

    static MediaItem of(MediaSaved event, Instant at) {
        return new MediaItem(
                event.mediaId(),
                null,
                event.ownerId(),
                Saved.of(event),
                at.truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                List.of(),
                null);
    }

    static MediaItem of(LiveRecording recording, Instant at) {
        return new MediaItem(
                recording.id(),
                null,
                recording.ownerId(),
                Saved.of(recording),
                at.truncatedTo(ChronoUnit.MILLIS),
                null,
                new LivePart(recording.postId(), recording.rel(), true),
                List.of(),
                null);
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    boolean isOf(String postId) {
        return live != null && live.postId().equals(postId);
    }

    /** Newer news replace what is known, but nothing revives what was deleted. */
    MediaItem savedAgain(MediaSaved event) {
        if (isDeleted() || event.version() <= saved.version()) {
            return this;
        }
        LivePart part = live == null ? null : new LivePart(live.postId(), live.rel(), false);
        return new MediaItem(id, version, ownerId, Saved.of(event), createdAt, null, part, pending, pendingSince);
    }

    /** It is a recording, too. A film that was saved stays what it is; of a recording only the size is news. */
    MediaItem recordedAs(LiveRecording recording) {
        if (isDeleted()) {
            return this;
        }
        boolean alone = live != null && live.alone();
        LivePart part = live == null ? new LivePart(recording.postId(), recording.rel(), false) : live;
        Saved next = alone ? Saved.of(recording) : saved;
        return part.equals(live) && next.equals(saved)
                ? this
                : new MediaItem(id, version, ownerId, next, createdAt, null, part, pending, pendingSince);
    }

    /** What plays goes at once; a saved film's file, too. */
    MediaItem deleted() {
        if (isDeleted()) {
            return this;
        }
        List<Event> events = new ArrayList<>();
        if (live != null) {
            events.add(live.removed(this));
        }
        if (live == null || !live.alone()) {
            events.add(new MediaDeleted(id, nextVersion(), ownerId));
        }
        return new MediaItem(
                id, version, ownerId, saved, createdAt, Instant.now(), live, pendingWith(events), pendingSinceOrNow());
    }

    /** Its recording is gone, at whosever wish: the item goes, unless it is a saved film, which is one again. */
    MediaItem erased() {
        if (isDeleted() || live == null) {
            return this;
        }
        return live.alone()
                ? new MediaItem(id, version, ownerId, saved, createdAt, Instant.now(), live, pending, pendingSince)
                : new MediaItem(id, version, ownerId, saved, createdAt, null, null, pending, pendingSince);
    }
}
