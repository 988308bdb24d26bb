package dev.estrade.upload.library;

import static dev.estrade.upload.RunningService.put;
import static dev.estrade.upload.RunningService.video;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.events.MediaDeleted;
import dev.estrade.events.MediaSaved;
import dev.estrade.events.Topics;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.EventSender;
import dev.estrade.test.PublishedEvents;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.RunningService.Client;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The direct upload of films and photos, and what becomes of them. */
class LibraryIT {
    private static final byte[] FILM = video(3000, 7);
    private static final byte[] PICTURE = "\u0089PNG\r\n\u001A\n and the rest".getBytes(ISO_8859_1);

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("R2_CDN_DOMAIN=cdn.example");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void signsNothingThatTheClientDidNotDeclare() {
        Answer presigned = service.as("t1").get("/api/generate-presigned-url/?filename=Mon%20film.MP4&type=video");

        assertThat(presigned.expect(200).text("file_key")).matches("videos/[0-9a-f-]{36}\\.mp4");
        assertThat(presigned.text("public_url")).isEqualTo("https://cdn.example/" + presigned.text("file_key"));
        assertThat(presigned.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(presigned.json().path("required_headers")).isEmpty();
        assertThat(put(presigned.text("presigned_url"), FILM, "video/x-anything")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void signsExactlyWhatTheClientDeclared() {
        Answer presigned = service.as("t1")
                .get("/api/generate-presigned-url?filename=a.png&type=photo&content_type=image/png&size="
                        + PICTURE.length);

        assertThat(presigned.expect(200).text("file_key")).startsWith("photos/");
        assertThat(presigned.json().at("/required_headers/Content-Type").asString())
                .isEqualTo("image/png");
        String url = presigned.text("presigned_url");
        assertThat(put(url, PICTURE, "image/jpeg").statusCode()).isEqualTo(403);
        assertThat(put(url, FILM, "image/png").statusCode()).isEqualTo(403);
        assertThat(put(url, PICTURE, "image/png").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatCannotBeSigned() {
        Client trainer = service.as("t1");

        trainer.get("/api/generate-presigned-url/").expect(400, "request.invalid");
        trainer.get("/api/generate-presigned-url/?filename=a&type=music").expect(400, "request.invalid");
        trainer.get("/api/generate-presigned-url/?filename=a&size=0").expect(400, "request.invalid");
        trainer.get("/api/generate-presigned-url/?filename=a&size=x").expect(400, "request.malformed");
        trainer.get("/api/generate-presigned-url/?filename=a&content_type=text/html")
                .expect(400, "request.invalid");
        trainer.get("/api/generate-presigned-url/?filename=a&size=" + (6L << 30))
                .expect(413, "upload.too_large");
        service.as("p1", "learner")
                .get("/api/generate-presigned-url/?filename=a")
                .expect(403, "auth.forbidden");
    }

    @Test
    void makesAVerifiedFilmPublicUnderItsTrueType() {
        Client trainer = service.as("t2");
        String fileKey = uploaded(trainer, "video", FILM);
        assertThat(stored(fileKey)).isEmpty();

        Answer saved = save(trainer, "video", fileKey, Map.of("public_url", "https://evil.example/x"));

        String id = saved.expect(200).text("video_id");
        assertThat(saved.json().path("success").asBoolean()).isTrue();
        assertThat(fileKey).contains(id);
        assertThat(stored(fileKey)).get().satisfies(object -> {
            assertThat(object.size()).isEqualTo(FILM.length);
            assertThat(object.contentType()).isEqualTo("video/mp4");
        });
        assertThat(stored("uploads/" + fileKey)).isEmpty();
        assertThat(published(id)).singleElement().satisfies(event -> {
            assertThat(event.title()).isEqualTo("Le titre");
            assertThat(event.publicUrl()).isEqualTo("https://cdn.example/" + fileKey);
            assertThat(event.ownerId()).isEqualTo("t2");
        });
    }

    @Test
    void savesAgainWithAnotherTitle() {
        Client trainer = service.as("t3");
        String fileKey = uploaded(trainer, "photo", PICTURE);
        String id = save(trainer, "photo", fileKey, Map.of()).expect(200).text("photo_id");

        save(trainer, "photo", fileKey, Map.of("title", "Un autre")).expect(200);

        List<MediaSaved> events = published(id);
        assertThat(events).extracting(MediaSaved::title).containsExactly("Le titre", "Un autre");
        assertThat(events.get(1).version()).isGreaterThan(events.get(0).version());
    }

    @Test
    void savesNothingThatIsNotTheCallersOrDidNotArriveOrLies() {
        Client trainer = service.as("t4");
        String fileKey = uploaded(trainer, "video", FILM);
        String fake = uploaded(trainer, "video", "<script>alert(1)</script>".getBytes(UTF_8));
        String picture = uploaded(trainer, "photo", PICTURE);
        String absent =
                trainer.get("/api/generate-presigned-url/?filename=a.mp4").text("file_key");

        save(service.as("t5"), "video", fileKey, Map.of()).expect(404, "upload.unknown");
        save(trainer, "video", "videos/" + UUID.randomUUID() + ".mp4", Map.of()).expect(404, "upload.unknown");
        save(trainer, "video", "../estrade-keys/x", Map.of()).expect(404, "upload.unknown");
        save(trainer, "video", fileKey.replace(".mp4", ".exe"), Map.of()).expect(404, "upload.unknown");
        save(trainer, "video", picture, Map.of()).expect(404, "upload.unknown");
        save(trainer, "video", absent, Map.of()).expect(409, "upload.not_completed");
        save(trainer, "video", fake, Map.of()).expect(422, "upload.not_media");
        save(trainer, "video", fileKey, Map.of("title", "x".repeat(256))).expect(400, "request.invalid");
        trainer.post("/api/save-video-metadata/", Map.of("title", "x")).expect(400, "request.invalid");
        assertThat(stored(fake)).isEmpty();
        assertThat(stored("uploads/" + fake)).isEmpty();
    }

    @Test
    void refusesBytesThatCameAfterTheyWereVerified() {
        Client trainer = service.as("t6");
        Answer presigned = trainer.get("/api/generate-presigned-url/?filename=a.mp4");
        String fileKey = presigned.text("file_key");
        put(presigned.text("presigned_url"), FILM, null);
        trainer.post("/api/uploads/" + idOf(fileKey) + "/complete", "{}").expect(200);
        put(presigned.text("presigned_url"), "<script>".getBytes(UTF_8), null);

        save(trainer, "video", fileKey, Map.of()).expect(409, "upload.changed");

        assertThat(stored(fileKey)).isEmpty();
    }

    @Test
    void takesAFilmAndItsCoverBackWhenItIsDeleted() {
        Client trainer = service.as("t7");
        String film = uploaded(trainer, "video", FILM);
        String cover = uploaded(trainer, "photo", PICTURE);
        String id = save(trainer, "video", film, Map.of("cover_file_key", cover))
                .expect(200)
                .text("video_id");
        assertThat(stored(cover)).isPresent();
        assertThat(published(id).get(0).coverUrl()).isEqualTo("https://cdn.example/" + cover);

        try (EventSender sender = new EventSender()) {
            sender.send(UUID.randomUUID().toString(), new MediaDeleted(id, 9, "t7"));
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> stored(film).isEmpty() && stored(cover).isEmpty());
        save(trainer, "video", film, Map.of()).expect(404, "upload.unknown");
    }

    @Test
    void takesACoverBackWhoseFilmIsNeverSaved() {
        Client trainer = service.as("t8");
        Answer presigned = trainer.get("/api/generate-presigned-url/?filename=a.mp4");
        String film = presigned.text("file_key");
        put(presigned.text("presigned_url"), FILM, null);
        trainer.post("/api/uploads/" + idOf(film) + "/complete", "{}").expect(200);
        put(presigned.text("presigned_url"), video(3000, 8), null);
        String cover = uploaded(trainer, "photo", PICTURE);
        save(trainer, "video", film, Map.of("cover_file_key", cover)).expect(409, "upload.changed");
        assertThat(stored(cover)).isPresent();

        trainer.delete("/api/uploads/" + idOf(film)).expect(204);

        assertThat(stored(cover)).isEmpty();
    }

    private static String uploaded(Client trainer, String type, byte[] bytes) {
        Answer presigned = trainer.get("/api/generate-presigned-url/?filename=a.mp4&type=" + type);
        assertThat(put(presigned.expect(200).text("presigned_url"), bytes, "application/whatever")
                        .statusCode())
                .isEqualTo(200);
        return presigned.text("file_key");
    }

    private static Answer save(Client trainer, String type, String fileKey, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("title", "Le titre", "description", "…", "file_key", fileKey));
        body.putAll(more);
        return trainer.post("/api/save-" + type + "-metadata/", body);
    }

    private static List<MediaSaved> published(String id) {
        return PublishedEvents.of(Topics.UPLOADS, id, Duration.ofSeconds(3)).stream()
                .map(published -> (MediaSaved) published.event())
                .toList();
    }

    private static Optional<StoredObject> stored(String key) {
        return service.media().stat(key).blockOptional();
    }

    private static String idOf(String fileKey) {
        return fileKey.replaceAll(".*/|\\..*", "");
    }
}
