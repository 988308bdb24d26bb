package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Addresses that live as long as a grant: then playlists name the store, and no segment is asked for here. */
@TestPropertySource(properties = {"ESTRADE_DELIVERY=direct", "ESTRADE_DELIVERY_URL_LIFE=48h"})
class LastingUrlsIT extends RunningService {

    @Test
    void namesTheStoreInPlaylistsOnceEverythingIsStored() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        assertThat(segment(rel, token)).as("while it may not be stored").startsWith("segment_000.ts?g=g1&token=");

        lessons.ready(rel);

        awaitText("X-Amz-Signature", () -> hls(rel, "480p/index.m3u8?g=g1", token));
        String segment = segment(rel, token);
        assertThat(segment).isEqualTo(segment(rel, awaitToken(rel, "mobile"))).doesNotContain(token);
        WebTestClient.bindToServer()
                .build()
                .get()
                .uri(URI.create(segment))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .isEqualTo(Lessons.SEGMENT);
        assertThat(playlist(rel, token))
                .contains("URI=\"../enc.key?g=g1&token=")
                .doesNotContain("estrade-keys");
    }

    private String segment(Rel rel, String token) {
        return playlist(rel, token)
                .lines()
                .filter(line -> line.contains("segment_000.ts"))
                .findFirst()
                .orElseThrow();
    }

    private String playlist(Rel rel, String token) {
        return Objects.requireNonNull(hls(rel, "480p/index.m3u8?g=g1", token)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
