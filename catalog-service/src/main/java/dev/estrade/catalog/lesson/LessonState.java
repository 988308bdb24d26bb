package dev.estrade.catalog.lesson;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.events.Rel;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far one generation of a lesson is, which is one video in one place. The formation says which video a lesson has
 * now, so an older generation's news cannot come back, however late they are.
 *
 * @param version of the transcode when the event was recorded; older events change nothing
 * @param progress 0..100
 * @param since when the event happened
 * @param known what was said of it beside that
 */
@Document("lessons")
@CompoundIndex(def = "{'status': 1, 'since': 1}")
public record LessonState(
        @Id String id,
        Rel rel,
        String generation,
        long version,
        Status status,
        int progress,
        Instant since,
        Known known) {

    /**
     * @param duration seconds, from playable on
     * @param poster key in the media bucket; null if there is none
     * @param error why it failed; null unless it did
     */
    public record Known(
            @Nullable Double duration,
            @Nullable String poster,
            @Nullable Failure error) {
        static final Known NOTHING = new Known(null, null, null);

        /** What older news said stays, where newer ones are silent. */
        Known after(Known before) {
            return new Known(
                    duration == null ? before.duration : duration, poster == null ? before.poster : poster, error);
        }
    }

    /** The task status of CONTRACT.md. */
    public enum Status {
        QUEUED,
        PROBING,
        ENCODING,
        PLAYABLE,
        READY,
        FAILED,
        /** A tombstone: nobody needs this generation any more. */
        REMOVED;

        @JsonValue
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status named(String json) {
            return valueOf(json.toUpperCase(Locale.ROOT));
        }

        public boolean isFinal() {
            return this == READY || this == FAILED || this == REMOVED;
        }
    }

    /** @param detail a sentence that the trainer understands */
    public record Failure(String code, String detail) {}

    /** @param generation the video's id */
    public static String idOf(Rel rel, String generation) {
        return rel + "@" + generation;
    }

    /** Whether this is news, compared with what is known of the same generation. */
    boolean supersedes(LessonState known) {
        if (known.status == Status.REMOVED) {
            return false;
        }
        return status == Status.REMOVED
                || version > known.version
                || (version == known.version && !known.status.isFinal() && progress >= known.progress);
    }

    /** This state, with a progress that never goes back. */
    LessonState after(LessonState known) {
        int furthest = Math.max(progress, known.progress);
        return new LessonState(id, rel, generation, version, status, furthest, since, this.known.after(known.known));
    }
}
