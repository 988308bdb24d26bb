package dev.estrade.catalog.lesson;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.events.Rel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far a lesson's video is.
 *
 * @param id the lesson's
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

    /** Whether this is news, compared with what is known. */
    boolean supersedes(LessonState known) {
        if (!known.generation.equals(generation)) {
            return true;
        }
        return version > known.version
                || (version == known.version && !known.status.isFinal() && progress >= known.progress);
    }

    /** This state, with a progress that never goes back within a generation. */
    LessonState after(LessonState known) {
        int furthest = known.generation.equals(generation) ? Math.max(progress, known.progress) : progress;
        return new LessonState(id, rel, generation, version, status, furthest, duration, error);
    }
}
