package dev.estrade.upload.generated;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/uploads/from-generation}.
 *
 * @param userId whose job it is; a {@code service} or an admin names somebody else
 * @param file its position in the result's {@code files}, from 0; the first without it
 */
record TakeOverRequest(
        @Nullable String userId,
        @Nullable String jobId,
        @Nullable Integer file) {

    /** What it asks for. */
    record Checked(String jobId, int file) {}

    /** @throws ProblemException {@code request.invalid} that names each faulty field */
    Checked checked() {
        List<FieldProblem> faults = new ArrayList<>();
        if (jobId == null || jobId.isBlank()) {
            faults.add(new FieldProblem("job_id", "field.required", "is missing"));
        }
        int position = Objects.requireNonNullElse(file, 0);
        if (position < 0) {
            faults.add(new FieldProblem("file", "field.invalid", "Files are counted from 0."));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        return new Checked(String.valueOf(jobId), position);
    }
}
