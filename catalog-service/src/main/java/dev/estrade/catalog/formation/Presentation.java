package dev.estrade.catalog.formation;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.estrade.catalog.lesson.LessonState.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The public video of a formation or a module, as far as it is known.
 *
 * @param version of upload-service's row of this place; older news change nothing
 * @param fileKey where it plays; null until upload-service has said so
 * @param posterKey a picture of it; null until it is ready, and if there is none
 */
record Presentation(
        String videoId,
        long version,
        Status status,
        @Nullable String fileKey,
        @Nullable String posterKey,
        @Nullable Failure error) {

    private static final long UNHEARD_OF = -1;

    enum Status {
        CONVERTING,
        READY,
        FAILED;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It takes the place of another one, or of none. */
    static Presentation wanted(String videoId, @Nullable Presentation before) {
        long known = before == null ? UNHEARD_OF : before.version;
        return new Presentation(videoId, known, Status.CONVERTING, null, null, null);
    }

    /** Of the two the newer one; of the same upload the one that says more. */
    static Presentation newest(@Nullable Presentation known, Presentation said) {
        if (known == null || said.version > known.version) {
            return said;
        }
        return said.version == known.version && known.status == Status.CONVERTING ? said : known;
    }
}
