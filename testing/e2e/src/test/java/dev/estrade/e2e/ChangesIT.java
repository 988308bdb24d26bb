package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A formation after its creation: other videos, an order, an end. Whatever is left over in the store would show. */
class ChangesIT {
    private static final Stack STACK = Stack.running();
    private static final StoredFiles STORE = new StoredFiles(STACK);
    private static final Duration SOON = Duration.ofSeconds(30);

    private static List<Video> videos;

    private final Trainer trainer = new Trainer(STACK.as("trainer"));

    @BeforeAll
    static void makesVideos() throws IOException {
        Path work = STACK.home().resolveSibling("changes");
        videos = new Videos(FfmpegTools.locate(work.resolve("ffmpeg")), work.resolve("videos")).short2s(4);
    }

    @Test
    void playsTheOldVideoUntilTheNewOneIsReady() {
        List<String> ids = trainer.upload(videos.subList(0, 2));
        JsonNode formation = ready(List.of(List.of(ids.get(0))));
        JsonNode lesson = Trainer.lessons(formation).get(0);
        Player player = player(lesson);
        assertThat(generation(player)).isEqualTo(ids.get(0));

        String route = path(formation) + "/lessons/" + lesson.path("id").asString() + "/video";
        JsonNode replaced = trainer.client()
                .put(route, Map.of("videoId", ids.get(1)))
                .expect(200)
                .json();

        assertThat(Trainer.lessons(replaced).get(0).path("videoId").asString()).isEqualTo(ids.get(1));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(player.fetch("output.m3u8").status()).isEqualTo(200);
                    assertThat(player.fetch("enc.key").status()).isEqualTo(200);
                    return generation(player).equals(ids.get(1));
                });
        delete(formation);
    }

    @Test
    void leavesNothingOfADeletedFormation() {
        List<String> ids = trainer.upload(videos.subList(0, 3));
        Map<String, Object> body = new HashMap<>(Trainer.formation("Fin", List.of(ids.subList(0, 2))));
        body.put("presentationVideoId", ids.get(2));
        String id = trainer.client()
                .post("/api/formations", body)
                .expect(201)
                .json()
                .path("id")
                .asString();
        JsonNode formation = trainer.awaitReady(id, Duration.ofMinutes(2));
        String presentation = await().atMost(SOON)
                .until(() -> trainer.formation(id).at("/presentation/file_path").asString(""), path -> !path.isEmpty());
        STACK.anonymous().get(presentation).expect(200);
        String poster = trainer.formation(id).at("/presentation/poster").asString();
        STACK.anonymous().get(poster).expect(200);
        trainer.client().put(path(formation) + "/enrolments/learner").expect(204);
        JsonNode lesson = Trainer.lessons(formation).get(0);
        Player player = player(lesson);
        player.key();
        assertThat(STACK.anonymous()
                        .send("GET", lesson.path("poster").asString(), BodyPublishers.noBody(), Map.of())
                        .expect(200)
                        .header("content-type"))
                .isEqualTo("image/jpeg");

        delete(formation);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> player.fetch("enc.key").status() == 404);
        assertThat(player.fetch("output.m3u8").status()).isEqualTo(404);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(STORE.with(id)).isEmpty();
            assertThat(ids).allSatisfy(video -> assertThat(STORE.with(video)).isEmpty());
        });
        STACK.as("learner").get(path(formation)).expect(404);
        await().atMost(SOON)
                .untilAsserted(() -> STACK.anonymous().get(presentation).expect(404));
        assertThat(ids)
                .allSatisfy(
                        video -> trainer.client().get("/api/uploads/" + video).expect(404));
        trainer.client().get("/api/tasks/" + ids.get(0)).expect(404);
        trainer.client().delete(path(formation)).expect(204);
    }

    @Test
    void erasesWhatIsRemovedWhileItIsBeingConverted() {
        List<String> ids = trainer.upload(videos);
        JsonNode formation = trainer.publish("Vite", List.of(ids.subList(0, 1), ids.subList(1, 4)));
        String kept = formation.path("modules").path(0).path("id").asString();
        String tag = trainer.client().get(path(formation)).expect(200).header("etag");

        JsonNode smaller = trainer.client()
                .patch(path(formation), Map.of("modules", List.of(Map.of("id", kept))), tag)
                .expect(200)
                .json();

        assertThat(Trainer.lessons(smaller)).hasSize(1);
        trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(2));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(ids.subList(1, 4))
                        .allSatisfy(video -> assertThat(STORE.with(video)).isEmpty()));
        delete(formation);
    }

    private JsonNode ready(List<List<String>> modules) {
        JsonNode created = trainer.publish("Changements", modules);
        return trainer.awaitReady(created.path("id").asString(), Duration.ofMinutes(2));
    }

    private void delete(JsonNode formation) {
        trainer.client().delete(path(formation)).expect(204);
        trainer.client().get(path(formation)).expectProblem(404, "formation.unknown");
    }

    private static String path(JsonNode formation) {
        return "/api/formations/" + formation.path("id").asString();
    }

    private Player player(JsonNode lesson) {
        String rel = lesson.path("rel").asString();
        JsonNode issued = trainer.client()
                .get("/api/get-video-token/v2?user_id=trainer&platform=web&rel=" + rel)
                .expect(200)
                .json();
        return new Player(STACK, rel, issued.path("token").asString());
    }

    private static String generation(Player player) {
        String playlist = player.fetch("output.m3u8").expect(200).text();
        return playlist.replaceAll("(?s).*[?]g=([0-9a-f-]+).*", "$1");
    }
}
