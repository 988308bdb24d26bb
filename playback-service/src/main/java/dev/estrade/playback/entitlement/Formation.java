package dev.estrade.playback.entitlement;

import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A formation as it was published last, or the tombstone of one. A live is kept as one: its lessons are its stream and
 * its recordings.
 *
 * @param id the formation's; {@code live/<live_id>} of a live, which no formation can be called
 * @param ownerId the trainer's {@code sub}, or the author's
 * @param published whether enrolled learners may watch
 * @param allowDownloads whether they may download the originals as well; absent in documents of earlier builds
 * @param open whether everybody may watch who is signed in; absent in documents of earlier builds
 * @param lessons each a {@code rel}
 * @param deleted when that was heard; null while it exists
 */
@Document("formations")
record Formation(
        @Id String id,
        long version,
        String ownerId,
        boolean published,
        Boolean allowDownloads,
        Boolean open,
        List<String> lessons,
        @Indexed(sparse = true) @Nullable Instant deleted) {

    Formation {
        allowDownloads = Objects.requireNonNullElse(allowDownloads, false);
        open = Objects.requireNonNullElse(open, false);
    }

    static Formation of(FormationPublished event) {
        return new Formation(
                event.formationId(),
                event.version(),
                event.ownerId(),
                event.published(),
                event.allowDownloads(),
                false,
                event.lessons().stream().map(Rel::toString).toList(),
                null);
    }

    static Formation of(FormationDeleted event, Instant at) {
        return new Formation(event.formationId(), event.version(), event.ownerId(), false, false, false, List.of(), at);
    }

    /** Without any media it is a tombstone. */
    static Formation of(LiveChanged event, Instant at) {
        return new Formation(
                idOfLive(event.liveId()),
                event.version(),
                event.ownerId(),
                false,
                false,
                event.listed(),
                event.rels().stream().map(Rel::toString).toList(),
                event.rels().isEmpty() ? at : null);
    }

    /** Of the formation or the live in which something with this place is. */
    static String idOf(Rel rel) {
        return rel.courseId().equals(LivePlace.COURSE) ? idOfLive(rel.moduleId()) : rel.courseId();
    }

    /** Trainers choose the ids of their courses, and everybody knows those of lives. */
    static String idOfLive(String liveId) {
        return LivePlace.COURSE + "/" + liveId;
    }
}
