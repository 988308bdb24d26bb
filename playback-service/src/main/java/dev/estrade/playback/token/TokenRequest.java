package dev.estrade.playback.token;

import dev.estrade.events.Rel;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The query of {@code GET /api/get-video-token/v2}.
 *
 * @param userId who will watch
 * @param ttl how long the token opens the lesson, 1 minute to 1 hour
 */
record TokenRequest(String userId, Rel rel, Platform platform, Duration ttl) {
    private static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofSeconds(3600);
    private static final int LONGEST_USER_ID = 255;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** @throws ProblemException {@code request.invalid} that names each faulty parameter */
    static TokenRequest of(MultiValueMap<String, String> query, Duration defaultTtl) {
        List<FieldProblem> faults = new ArrayList<>();
        String userId = read(query, "user_id", faults, TokenRequest::userId).orElse(null);
        Rel rel = read(query, "rel", faults, Rel::parse).orElse(null);
        Platform platform =
                read(query, "platform", faults, TokenRequest::platform).orElse(null);
        Duration ttl = query.containsKey("ttl")
                ? read(query, "ttl", faults, TokenRequest::seconds).orElse(null)
                : defaultTtl;
        if (userId == null || rel == null || platform == null || ttl == null) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        return new TokenRequest(userId, rel, platform, clamped(ttl));
    }

    private static <T> Optional<T> read(
            MultiValueMap<String, String> query,
            String name,
            List<FieldProblem> faults,
            Function<String, Optional<T>> parser) {
        @Nullable List<String> values = query.get(name);
        if (values == null) {
            faults.add(new FieldProblem(name, "field.required", "is missing"));
            return Optional.empty();
        }
        Optional<T> value = values.size() == 1 ? parser.apply(String.valueOf(values.get(0))) : Optional.empty();
        if (value.isEmpty()) {
            faults.add(new FieldProblem(name, "field.invalid", "is not of the documented form"));
        }
        return value;
    }

    private static Optional<String> userId(String text) {
        return Optional.of(text).filter(id -> !id.isBlank() && id.length() <= LONGEST_USER_ID);
    }

    private static Optional<Platform> platform(String text) {
        return switch (text) {
            case "web" -> Optional.of(Platform.WEB);
            case "mobile" -> Optional.of(Platform.MOBILE);
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> seconds(String text) {
        return WHOLE_NUMBER.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }

    private static Duration clamped(Duration ttl) {
        if (ttl.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return ttl.compareTo(LONGEST) > 0 ? LONGEST : ttl;
    }
}
