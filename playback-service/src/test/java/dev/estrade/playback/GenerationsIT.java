package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A lesson whose video is replaced while somebody watches. */
class GenerationsIT extends RunningService {
    private static final byte[] NEW = "ciphertext of the new video".getBytes(UTF_8);

    @Test
    void goesOnPlayingTheOldOneAndOpensTheNew() {
        Rel rel = lessons.published(formation, true);
        byte[] oldKey = lessons.playable(rel);
        String token = awaitToken(rel, "web");
        String begun = text(hls(rel, "480p/index.m3u8", token));

        uploaded(rel, "g2");
        byte[] newKey = lessons.playable(rel, "g2", NEW);
        awaitText("480p/index.m3u8?g=g2", () -> hls(rel, "output.m3u8", token));

        assertThat(newKey).isNotEqualTo(oldKey);
        assertThat(begun).contains("URI=\"../enc.key?g=g1\"", "\nsegment_000.ts?g=g1\n");
        assertThat(bytes(hls(rel, "480p/segment_000.ts?g=g1", token))).isEqualTo(Lessons.SEGMENT);
        assertThat(bytes(hls(rel, "enc.key?g=g1", token))).isEqualTo(oldKey);
        assertThat(text(hls(rel, "480p/index.m3u8?g=g1", token))).isEqualTo(begun);
        assertThat(text(hls(rel, "480p/index.m3u8?g=g2", token)))
                .contains("URI=\"../enc.key?g=g2\"", "\nsegment_000.ts?g=g2\n");
        assertThat(bytes(hls(rel, "480p/segment_000.ts?g=g2", token))).isEqualTo(NEW);
        assertThat(bytes(hls(rel, "enc.key?g=g2", token))).isEqualTo(newKey);
        assertThat(bytes(hls(rel, "480p/segment_000.ts", token))).isEqualTo(NEW);
    }

    @Test
    void keepsTheNewestVideoWhenAnOlderOneIsReadyLater() {
        Rel rel = lessons.published(formation, true);
        uploaded(rel, "g1");
        uploaded(rel, "g2");
        lessons.playable(rel, "g2", NEW);
        String token = awaitToken(rel, "web");
        lessons.playable(rel);
        awaitStatus(200, () -> hls(rel, "480p/segment_000.ts?g=g1", token));

        assertThat(text(hls(rel, "output.m3u8", token))).contains("480p/index.m3u8?g=g2");
    }

    @Test
    void playsTheOldOneOnNativePlayersToo() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        awaitToken(rel, "mobile");
        String media = lastLine(follow(playlistUrl(rel)));

        uploaded(rel, "g2");
        lessons.playable(rel, "g2", NEW);
        awaitText(
                "?g=g2&token=", () -> client.get().uri(target(playlistUrl(rel))).exchange());

        String segment = follow(media)
                .lines()
                .filter(line -> line.contains("segment_000.ts"))
                .findFirst()
                .orElseThrow();
        assertThat(segment).contains("?g=g1&token=");
        assertThat(follow(segment)).isEqualTo(new String(Lessons.SEGMENT, UTF_8));
        assertThat(follow(segment.replace("g=g1", "g=g2"))).isEqualTo(new String(NEW, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"g=g9", "g=failed", "g=converting", "g=", "g", "g=g1&g=g1", "g=../g1", "g=g1%2F480p"})
    void servesNoOtherGeneration(String query) {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        lessons.publish(new LessonFailed(rel, "failed", 3, "media.not_media", "x", "trainer"));
        uploaded(rel, "converting");
        String token = awaitToken(rel, "web");

        for (String file : new String[] {"output.m3u8", "480p/index.m3u8", "480p/segment_000.ts", "enc.key"}) {
            problem(hls(rel, file + "?" + query, token), 404, "resource.not_found");
            problem(
                    client.get().uri("/hls2/" + rel + "/" + file + "?" + query).exchange(),
                    403,
                    "playback.token_missing");
        }
    }

    @Test
    void answersHeadWithoutTheSegment() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");

        client.head()
                .uri("/hls2/" + rel + "/480p/segment_000.ts?g=g1")
                .header("Authorization", "Bearer " + token)
                .header("Referer", PAGE)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(Lessons.SEGMENT.length)
                .expectHeader()
                .exists("ETag")
                .expectBody()
                .isEmpty();
    }

    private void uploaded(Rel rel, String videoId) {
        lessons.publish(new LessonUploaded(
                1, "trainer", new ClaimedUpload(videoId, rel, "f.mp4", "uploads/videos/" + videoId, "e", 1, "mp4")));
    }

    private static String text(ResponseSpec answer) {
        return new String(bytes(answer), UTF_8);
    }

    private static byte[] bytes(ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
    }
}
