package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is refused, and that it is refused in the words of CONTRACT.md. */
class RefusalsIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("refusals");

    private static Trainer trainer;
    private static Video video;
    private static List<JsonNode> lessons;

    @BeforeAll
    static void publishesTwoLessons() throws IOException {
        FfmpegTools ffmpeg = FfmpegTools.locate(WORK.resolve("ffmpeg"));
        video = new Videos(ffmpeg, WORK.resolve("videos")).four().get(2);
        trainer = new Trainer(STACK.as("trainer"));
        List<String> ids = trainer.upload(List.of(video, renamed(video, "second")));
        JsonNode formation = trainer.publish("Refus", List.of(ids));
        lessons = Trainer.lessons(trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(3)));
    }

    @Test
    void refusesWhoeverHasNoUserToken() {
        Client nobody = STACK.anonymous();
        nobody.post("/api/upload-batches", Map.of()).expectProblem(401, "auth.unauthenticated");
        nobody.post("/api/formations", Map.of()).expectProblem(401, "auth.unauthenticated");
        nobody.get("/api/get-video-token/v2").expectProblem(401, "auth.unauthenticated");
        new Client(STACK.gateway(), STACK.token("trainer") + "x")
                .get("/api/formations/x")
                .expectProblem(401, "auth.unauthenticated");
    }

    @Test
    void refusesALearnerWhoCreatesAFormation() {
        STACK.as("learner")
                .post("/api/formations", Trainer.formation("Non", List.of(List.of("x"))))
                .expectProblem(403, "auth.forbidden");
    }

    @Test
    void refusesACallerWhoActsForSomebodyElse() {
        STACK.as("learner")
                .get(tokenRoute(0).replace("user_id=trainer", "user_id=trainer2"))
                .expectProblem(403, "auth.forbidden");
    }

    @Test
    void refusesSomebodyElsesVideoAndTouchesNothing() {
        List<String> foreign = new Trainer(STACK.as("trainer2")).upload(List.of(video));
        Answer refusal = trainer.client()
                .post("/api/formations", Trainer.formation("Vol", List.of(foreign)))
                .expectProblem(422, "formation.uploads_refused");

        assertThat(refusal.json().path("errors").path(0).path("field").asString())
                .isEqualTo("modules[0].videos[0].videoId");
        assertThat(refusal.text()).contains(foreign.get(0));
        JsonNode untouched = STACK.as("trainer2")
                .get("/api/uploads/" + foreign.get(0))
                .expect(200)
                .json();
        assertThat(untouched.path("status").asString()).isEqualTo("completed");
    }

    @Test
    void refusesAVideoThatHasNotArrivedAndRollsBackItsCompanions() {
        String whole = trainer.upload(List.of(video)).get(0);
        String missing = trainer.announce(List.of(video))
                .path("uploads")
                .path(0)
                .path("video_id")
                .asString();

        Answer refusal = trainer.client()
                .post("/api/formations", Trainer.formation("Trou", List.of(List.of(whole, missing))))
                .expectProblem(422, "formation.uploads_refused");

        assertThat(refusal.json().path("errors")).hasSize(1);
        assertThat(refusal.json().path("errors").path(0).path("code").asString())
                .isEqualTo("upload.not_completed");
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> trainer.client().get("/api/uploads/" + whole).status() == 404);
    }

    @Test
    void refusesATextFileThatIsNamedLikeAVideo() throws IOException {
        Path text = Files.writeString(WORK.resolve("text.mp4"), "Ceci n'est pas une vidéo.\n".repeat(200));
        JsonNode item = announced(text);
        trainer.put(item, text).expect(200);

        String route = "/api/uploads/" + item.path("video_id").asString() + "/complete";
        trainer.client().post(route, Map.of()).expectProblem(422, "upload.not_media");
        trainer.client().post(route, Map.of()).expectProblem(422, "upload.not_media");
    }

    @Test
    void refusesAnEmptyFileAndOneOfAnotherLength() throws IOException {
        Path empty = Files.writeString(WORK.resolve("empty.mp4"), "");
        Answer refusal = trainer.client()
                .post(
                        "/api/upload-batches",
                        Map.of("uploads", List.of(Map.of("client_ref", "a", "filename", "empty.mp4", "size", 0))))
                .expectProblem(400, "request.invalid");
        assertThat(refusal.json().path("errors").path(0).path("field").asString())
                .isEqualTo("uploads[0].size");

        JsonNode item = announced(video.file());
        assertThat(trainer.put(item, empty).status()).isEqualTo(403);
        trainer.client()
                .post("/api/uploads/" + item.path("video_id").asString() + "/complete", Map.of())
                .expectProblem(409, "upload.not_completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"output.m3u8", "enc.key", "480p/index.m3u8", "audio/segment_000.ts"})
    void closesPlaylistKeyAndSegmentsWithoutAToken(String below) {
        String path = "/hls2/" + rel(0) + "/" + below;
        STACK.anonymous()
                .get(path, Map.of("Referer", STACK.gateway() + "/"))
                .expectProblem(403, "playback.token_missing");
        STACK.anonymous().get(path, Player.headers(STACK, "abc.def.ghi")).expectProblem(403, "playback.token_invalid");
    }

    @Test
    void refusesAnotherLessonsToken() {
        Client anybody = STACK.anonymous();
        Map<String, String> first = Player.headers(STACK, token(0));
        anybody.get("/hls2/" + rel(0) + "/output.m3u8", first).expect(200);
        anybody.get("/hls2/" + rel(1) + "/output.m3u8", first).expectProblem(403, "playback.token_invalid");
        anybody.get("/hls2/" + rel(1) + "/enc.key", first).expectProblem(403, "playback.token_invalid");
        anybody.get("/hls2/" + rel(0) + "0/output.m3u8", first).expectProblem(403, "playback.token_invalid");
    }

    @Test
    void refusesTheShopsAccessTokenAsAPlaybackToken() {
        STACK.anonymous()
                .get("/hls2/" + rel(0) + "/enc.key", Player.headers(STACK, STACK.token("trainer")))
                .expectProblem(403, "playback.token_invalid");
    }

    @Test
    void refusesAnExpiredToken() {
        String expired = new Forge(STACK).expired(rel(0));
        STACK.anonymous()
                .get("/hls2/" + rel(0) + "/output.m3u8", Player.headers(STACK, expired))
                .expectProblem(403, "playback.token_invalid");
    }

    @Test
    void refusesAWebPlayerFromElsewhere() {
        STACK.anonymous()
                .get(
                        "/hls2/" + rel(0) + "/output.m3u8",
                        Map.of("Authorization", "Bearer " + token(0), "Referer", "https://elsewhere.example/"))
                .expectProblem(403, "playback.referrer_refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2f", "%2e%2e/", "../", "..%252f", "%5c..%5c", "//", "./", "%00"})
    void answersPathTricksByNotFound(String trick) {
        String path = "/hls2/" + rel(0).replaceFirst("/[^/]*$", "/") + trick + rel(1).replaceFirst(".*/", "")
                + "/output.m3u8";
        // java.net.URI would normalise nothing, but refuses some of these: send them raw.
        assertThat(RawRequest.get(STACK.gateway(), path, Player.headers(STACK, token(0))))
                .as(path)
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void answersUnknownRoutesByAProblem() {
        trainer.client().get("/api/nothing-here").expectProblem(404, "resource.not_found");
        trainer.client().get("/actuator/health").expectProblem(404, "resource.not_found");
        trainer.client()
                .send(
                        "POST",
                        "/api/formations",
                        BodyPublishers.ofString("{"),
                        Map.of("Content-Type", "application/json"))
                .expectProblem(400, "request.malformed");
    }

    private static JsonNode announced(Path file) throws IOException {
        return trainer.announce(List.of(new Video("x", file, "video/mp4", 0, 0, 0, 0, false)))
                .path("uploads")
                .path(0);
    }

    private static Video renamed(Video of, String name) {
        return new Video(
                name, of.file(), of.contentType(), of.rgb(), of.width(), of.height(), of.seconds(), of.sound());
    }

    private static String rel(int lesson) {
        return lessons.get(lesson).path("rel").asString();
    }

    private static String tokenRoute(int lesson) {
        return "/api/get-video-token/v2?user_id=trainer&platform=web&rel=" + rel(lesson);
    }

    private static String token(int lesson) {
        return trainer.client()
                .get(tokenRoute(lesson))
                .expect(200)
                .json()
                .path("token")
                .asString();
    }

    static URI gateway() {
        return STACK.gateway();
    }
}
