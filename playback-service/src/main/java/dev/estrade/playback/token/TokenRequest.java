package dev.estrade.playback.token;

import dev.estrade.events.Rel;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * The query of {@code GET /api/get-video-token/v2}.
 *
 * @param userId who will watch
 * @param ttl how long the token opens the lesson, 1 minute to 1 hour
 */
record TokenRequest(String userId, Rel rel, Platform platform, Duration ttl) {
    private static final int LONGEST_USER_ID = 255;

    /** @throws ProblemException {@code request.invalid} that names each faulty parameter */
    static TokenRequest of(MultiValueMap<String, String> query, Duration defaultTtl) {
        QueryReader reader = new QueryReader(query);
        Optional<String> userId = reader.required("user_id", TokenRequest::userId);
        Optional<Rel> rel = reader.required("rel", Rel::parse);
        Optional<Platform> platform = reader.required("platform", TokenRequest::platform);
        Duration ttl = reader.ttl(defaultTtl);
        reader.requireNoFault();
        return new TokenRequest(userId.orElseThrow(), rel.orElseThrow(), platform.orElseThrow(), ttl);
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
}
