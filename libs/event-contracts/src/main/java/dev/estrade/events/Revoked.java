package dev.estrade.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rights to play or download that were given until then are void; those given later are good. Exactly one of a lesson, a
 * user and a session (one token with all that came of it) says whose.
 *
 * @param trainerId only for the lessons of this trainer; the segment of their {@code rel}
 * @param courseId only for the lessons of this course
 * @throws IllegalArgumentException from the constructor unless one of the first three is given, and at most one of the
 *     next two
 */
@JsonInclude(Include.NON_NULL)
public record Revoked(
        @Nullable Rel rel,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String trainerId,
        @Nullable String courseId,
        Instant at)
        implements Event {

    public Revoked {
        if (given(rel, userId, sessionId) != 1 || given(trainerId, courseId) > 1 || at == null) {
            throw new IllegalArgumentException("A revocation has one subject, at most one scope and a time");
        }
    }

    public static Revoked lesson(Rel rel, Instant at) {
        return new Revoked(rel, null, null, null, null, at);
    }

    /** @param trainerId null for the lessons of all */
    public static Revoked user(String userId, @Nullable String trainerId, Instant at) {
        return new Revoked(null, userId, null, trainerId, null, at);
    }

    /** @param trainerId null whosever the lesson is */
    public static Revoked session(String sessionId, @Nullable String trainerId, Instant at) {
        return new Revoked(null, null, sessionId, trainerId, null, at);
    }

    public static Revoked userOfCourse(String userId, String courseId, Instant at) {
        return new Revoked(null, userId, null, null, courseId, at);
    }

    /** The lesson, the user or the session. */
    @Override
    public String aggregateId() {
        return Stream.of(rel, userId, sessionId)
                .filter(Objects::nonNull)
                .map(Objects::toString)
                .findFirst()
                .orElseThrow();
    }

    /** Milliseconds since 1970: of two, the later one says more. */
    @Override
    public long version() {
        return at.toEpochMilli();
    }

    private static long given(@Nullable Object... fields) {
        return Stream.of(fields).filter(Objects::nonNull).count();
    }
}
