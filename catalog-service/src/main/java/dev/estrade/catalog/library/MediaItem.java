package dev.estrade.catalog.library;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.events.MediaDeleted;
import dev.estrade.events.MediaSaved;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.page.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * A saved video or photo. upload-service says what it is, its owner deletes it. What was deleted stays as a tombstone
 * for a day, so that a late event meets it and does not bring the item back.
 *
 * @param createdAt when it was saved first; whole milliseconds, which is what the database keeps
 * @param deletedAt null while it exists for people
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
     * @param size bytes
     */
    record Saved(
            long version,
            Kind kind,
            String title,
            String description,
            String fileKey,
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
    }

    static MediaItem of(MediaSaved event, Instant at) {
        return new MediaItem(
                event.mediaId(),
                null,
                event.ownerId(),
                Saved.of(event),
                at.truncatedTo(ChronoUnit.MILLIS),
                null,
                List.of(),
                null);
    }

    Cursor cursor() {
        return new Cursor(createdAt, id);
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /** Newer news replace what is known, but nothing revives what was deleted. */
    MediaItem savedAgain(MediaSaved event) {
        if (isDeleted() || event.version() <= saved.version()) {
            return this;
        }
        return new MediaItem(id, version, ownerId, Saved.of(event), createdAt, null, pending, pendingSince);
    }

    MediaItem deleted() {
        if (isDeleted()) {
            return this;
        }
        MediaDeleted event = new MediaDeleted(id, nextVersion(), ownerId);
        return new MediaItem(
                id, version, ownerId, saved, createdAt, Instant.now(), pendingWith(event), pendingSinceOrNow());
    }
}
