package dev.estrade.catalog.notification;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read: these, or everything that had happened by then, or, with neither, everything.
 *
 * @param ids up to 100
 * @param until the {@code created_at} of the newest one that was seen
 */
record ReadRequest(@Nullable List<String> ids, @Nullable Instant until) {
    private static final int MOST = 100;
    static final ReadRequest EVERYTHING = new ReadRequest(null, null);

    /** @throws ProblemException {@code request.invalid} */
    void check() {
        if (ids != null && until != null) {
            throw invalid(new FieldProblem("until", "field.invalid", "Either ids or until."));
        }
        if (ids != null && ids.size() > MOST) {
            throw invalid(new FieldProblem("ids", "field.size", "Up to " + MOST + " at once."));
        }
    }

    private static ProblemException invalid(FieldProblem fault) {
        return ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                .withErrors(List.of(fault));
    }
}
