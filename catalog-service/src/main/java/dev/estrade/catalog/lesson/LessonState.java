package dev.estrade.catalog.lesson;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.events.Rel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far one generation of a lesson is, which is one video in one place. The formation says which video a lesson has
 * now, so an older generation's news cannot come back, however late they are.
 *
 * @param version of the transcode when the event was recorded; older events change nothing
 * @param progress 0..100
 * @param duration seconds, from playable on
 */
@Document("lessons")
public record LessonState(
        @Id String id,
        Rel rel,
        String generation,
        long version,
        Status status,
        int progress,
        @Nullable Double duration,
        @Nullable Failure error) {

    /** The task status of CONTRACT.md. */
    public enum Status {
        QUEUED,
        PROBING,
        ENCODING,
        PLAYABLE,
        READY,
        FAILED;

        @JsonValue
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status named(String json) {
            return valueOf(json.toUpperCase(Locale.ROOT));
        }

        public boolean isFinal() {
            return this == READY || this == FAILED;
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
        return version > known.version
                || (version == known.version && !known.status.isFinal() && progress >= known.progress);
    }

    /** This state, with a progress that never goes back. */
    LessonState after(LessonState known) {
        int furthest = Math.max(progress, known.progress);
        return new LessonState(id, rel, generation, version, status, furthest, duration, error);
    }
}
