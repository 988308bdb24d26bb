package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pictures of a seek bar, which are made last. */
class SpritesIT extends RunningService {
    private static final List<String> MADE_LAST =
            List.of("sprites/thumbnails.vtt", "sprites/sheet_000.jpg", "480p/iframes.m3u8");

    /** A wait would take 8 s. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    @Test
    void nobodyWaitsForWhatIsMadeLast() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");

        for (String file : MADE_LAST) {
            Instant asked = Instant.now();
            problem(hls(rel, file + "?g=g1", token), 404, "playback.not_ready")
                    .expectHeader()
                    .valueEquals("Retry-After", "2");
            assertThat(Duration.between(asked, Instant.now())).as(file).isLessThan(AT_ONCE);
        }

        lessons.ready(rel);
        for (String file : MADE_LAST) {
            awaitText("resource.not_found", () -> hls(rel, file + "?g=g1", token));
            problem(hls(rel, file + "?g=g1", token), 404, "resource.not_found")
                    .expectHeader()
                    .doesNotExist("Retry-After");
        }
    }
}
