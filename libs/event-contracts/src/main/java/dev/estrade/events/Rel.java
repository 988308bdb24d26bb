package dev.estrade.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A lesson's place, {@code trainer_id/course_id/module_id/lesson_id}: exactly four segments of
 * {@code [A-Za-z0-9_-]{1,64}}, compared segment by segment, so that a right on {@code …/l1} never opens {@code …/l10}.
 *
 * @throws IllegalArgumentException from the constructor if a segment is not of that shape
 */
public record Rel(String trainerId, String courseId, String moduleId, String lessonId) {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Rel {
        if (!isSegment(trainerId) || !isSegment(courseId) || !isSegment(moduleId) || !isSegment(lessonId)) {
            throw new IllegalArgumentException("A rel is four segments of [A-Za-z0-9_-]{1,64}");
        }
    }

    public static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches();
    }

    /**
     * The segment that stands for a user: his id where it is one, else 43 characters derived from it. Identity providers
     * are free in what a {@code sub} is, such as {@code auth0|5f7c…}.
     */
    public static String segmentOf(String userId) {
        return isSegment(userId)
                ? userId
                : Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(userId));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty unless the text is exactly four well-formed segments. */
    public static Optional<Rel> parse(String text) {
        String[] segments = text.split("/", -1);
        if (segments.length != 4) {
            return Optional.empty();
        }
        for (String segment : segments) {
            if (!isSegment(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Rel(segments[0], segments[1], segments[2], segments[3]));
    }

    @JsonCreator
    static Rel of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a rel: " + text));
    }

    @JsonValue
    @Override
    public String toString() {
        return trainerId + "/" + courseId + "/" + moduleId + "/" + lessonId;
    }
}
