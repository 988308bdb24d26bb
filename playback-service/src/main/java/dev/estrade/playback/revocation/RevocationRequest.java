package dev.estrade.playback.revocation;

import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/revocations}: exactly one of the three. */
record RevocationRequest(
        @Nullable String rel,
        @Nullable String userId,
        @Nullable String sessionId) {
    private static final int LONGEST = 255;

    /** @throws ProblemException {@code request.invalid} that names each faulty field */
    Subject subject() {
        long named = Stream.of(rel, userId, sessionId).filter(Objects::nonNull).count();
        List<FieldProblem> faults = new ArrayList<>();
        if (named != 1) {
            String code = named == 0 ? "field.required" : "field.ambiguous";
            List.of("rel", "user_id", "session_id")
                    .forEach(field -> faults.add(new FieldProblem(field, code, "Name one of the three.")));
        } else {
            check(faults);
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        return rel == null
                ? new Subject(null, userId, sessionId)
                : new Subject(Rel.parse(rel).orElseThrow(), null, null);
    }

    private void check(List<FieldProblem> faults) {
        if (rel != null && Rel.parse(rel).isEmpty()) {
            faults.add(new FieldProblem("rel", "field.invalid", "is not four segments of [A-Za-z0-9_-]{1,64}"));
        }
        if (userId != null && !isId(userId)) {
            faults.add(new FieldProblem("user_id", "field.invalid", "A user's id is text."));
        }
        if (sessionId != null && !isId(sessionId)) {
            faults.add(new FieldProblem("session_id", "field.invalid", "A session's id is text."));
        }
    }

    private static boolean isId(String text) {
        return !text.isBlank() && text.length() <= LONGEST;
    }

    /** What is to be revoked: one of the three. */
    record Subject(
            @Nullable Rel rel,
            @Nullable String userId,
            @Nullable String sessionId) {

        /** @param trainerId only within this trainer's lessons; null everywhere */
        Revoked revoked(@Nullable String trainerId, Instant at) {
            return new Revoked(rel, userId, sessionId, rel == null ? trainerId : null, null, at);
        }
    }
}
