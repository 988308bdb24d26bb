package dev.estrade.playback.download;

import dev.estrade.events.Rel;
import dev.estrade.playback.token.QueryReader;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * Who asks for which original.
 *
 * @param rel the lesson; empty if the name alone says which
 * @param ttl how long the token opens it, 1 minute to 1 hour
 */
record DownloadRequest(String userId, String filename, Optional<Rel> rel, Duration ttl) {
    private static final Duration UNLESS_ASKED = Duration.ofMinutes(15);

    /** @throws ProblemException {@code request.invalid} that names each faulty parameter */
    static DownloadRequest of(String userId, String filename, MultiValueMap<String, String> query) {
        QueryReader reader = new QueryReader(query);
        Optional<Rel> rel = reader.optional("rel", Rel::parse);
        Duration ttl = reader.ttl(UNLESS_ASKED);
        reader.requireNoFault();
        return new DownloadRequest(userId, filename, rel, ttl);
    }
}
