package dev.estrade.upload.library;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/save-video-metadata/} and {@code …/save-photo-metadata/}. A {@code public_url} may come
 * along and is not read.
 *
 * @param userId whose file it is; a {@code service} or an admin names somebody else
 * @param coverFileKey of a photo of the same owner
 */
record SaveRequest(
        @Nullable String userId,
        @Nullable String title,
        @Nullable String description,
        @Nullable String fileKey,
        @Nullable String coverFileKey) {

    private static final int MAX_TITLE = 255;
    private static final int MAX_DESCRIPTION = 10_000;

    /** @throws ProblemException {@code request.invalid} */
    void check() {
        List<FieldProblem> faults = new ArrayList<>();
        if (titleOrEmpty().length() > MAX_TITLE) {
            faults.add(new FieldProblem("title", "field.size", "A title has up to 255 characters."));
        }
        if (descriptionOrEmpty().length() > MAX_DESCRIPTION) {
            faults.add(new FieldProblem("description", "field.size", "A description has up to 10000 characters."));
        }
        if (fileKey == null || fileKey.isBlank()) {
            faults.add(new FieldProblem("file_key", "field.required", "The file_key of generate-presigned-url."));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
    }

    String titleOrEmpty() {
        return Objects.requireNonNullElse(title, "");
    }

    String descriptionOrEmpty() {
        return Objects.requireNonNullElse(description, "");
    }
}
