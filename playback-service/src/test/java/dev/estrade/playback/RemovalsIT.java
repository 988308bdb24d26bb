package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LessonUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What is deleted stops for everybody, also for whoever has a valid token and asked a moment ago. */
class RemovalsIT extends RunningService {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final List<String> FILES =
            List.of("output.m3u8", "480p/index.m3u8?g=g1", "480p/segment_000.ts?g=g1", "enc.key?g=g1", "enc.key");

    @Test
    void closesADeletedFormationForHoldersOfTokens() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        String grant = lastLine(follow(playlistUrl(rel)));
        assertThat(statuses(rel, token)).containsOnly(200);

        lessons.publish(new FormationDeleted(formation, 8, "trainer"));
        Awaitility.await().atMost(AT_ONCE).until(() -> statuses(rel, token).allMatch(status -> status == 404));

        lessons.publish(new FormationPublished(formation, 7, "trainer", true, List.of(rel), false));
        lessons.publish(new LessonReady(rel, Lessons.GENERATION, 9, 60, List.of(), "trainer", null));
        problem(token("trainer", "trainer", rel, ""), 404, "playback.lesson_unknown");
        problem(token("root", "root", rel, "", "admin"), 404, "playback.lesson_unknown");
        problem(hls(rel, "enc.key?g=g1", token), 404, "playback.lesson_unknown");
        client.get().uri(target(grant)).exchange().expectStatus().isNotFound();
    }

    @Test
    void hearsOfTheEndBeforeTheBeginning() {
        Rel rel = new Rel("trainer", formation, "m1", "l1");
        lessons.publish(new FormationDeleted(formation, 8, "trainer"));
        lessons.published(formation, true);
        lessons.playable(rel);
        Rel heardLast = lessons.published(formation + "-after", true);
        lessons.playable(heardLast);
        awaitPlayable(heardLast);

        problem(token("trainer", "trainer", rel, ""), 404, "playback.lesson_unknown");
    }

    @Test
    void neverPlaysARemovedGenerationAgain() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        assertThat(statuses(rel, token)).containsOnly(200);
        uploaded(rel, "g2");
        byte[] newKey = lessons.playable(rel, "g2", "new".getBytes(UTF_8));
        awaitText("480p/index.m3u8?g=g2", () -> hls(rel, "output.m3u8", token));

        remove(rel, "g1");
        Awaitility.await().atMost(AT_ONCE).until(() -> status(hls(rel, "enc.key?g=g1", token)) == 404);
        lessons.publish(new LessonPlayable(rel, "g1", 40, 60, null));
        lessons.publish(new LessonReady(rel, "g1", 90, 60, List.of(), "trainer", null));
        remove(rel, "g1");
        lessons.publish(new LessonReady(rel, "g2", 90, 60, List.of(), "trainer", null));
        awaitText("resource.not_found", () -> hls(rel, "480p/segment_009.ts?g=g2", token));

        problem(hls(rel, "480p/index.m3u8?g=g1", token), 404, "resource.not_found");
        problem(hls(rel, "480p/segment_000.ts?g=g1", token), 404, "resource.not_found");
        hls(rel, "enc.key", token)
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .isEqualTo(newKey);
        awaitToken(rel, "web");
    }

    @Test
    void knowsNoGenerationThatWasRemovedBeforeItWasHeardOf() {
        Rel rel = lessons.published(formation, true);
        remove(rel, "g2");
        lessons.playable(rel, "g2", "new".getBytes(UTF_8));
        lessons.playable(rel);
        String token = awaitToken(rel, "web");

        hls(rel, "output.m3u8", token)
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("?g=g1").doesNotContain("g2"));
        problem(hls(rel, "enc.key?g=g2", token), 404, "resource.not_found");
    }

    private void remove(Rel rel, String generation) {
        lessons.publish(new GenerationsRemoved(formation, 5, List.of(new RemovedGeneration(rel, generation))));
    }

    private void uploaded(Rel rel, String videoId) {
        lessons.publish(new LessonUploaded(
                1, "trainer", new ClaimedUpload(videoId, rel, "f.mp4", "uploads/videos/" + videoId, "e", 1, "mp4")));
    }

    private Stream<Integer> statuses(Rel rel, String token) {
        return FILES.stream().map(file -> status(hls(rel, file, token)));
    }

    private static int status(ResponseSpec response) {
        return response.expectBody().returnResult().getStatus().value();
    }
}
