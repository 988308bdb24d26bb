package dev.estrade.upload.file;

import static dev.estrade.upload.RunningService.put;
import static dev.estrade.upload.RunningService.video;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.RunningService.Client;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Batches and their uploads, in one PUT and in parts, on a real service and store. */
class UploadsIT {
    private static final int PART = 5 << 20;
    private static final byte[] LECTURE = video(2 * PART + 777, 1);

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                "estrade.upload.multipart.from=6MB",
                "estrade.upload.multipart.part-size=5MB",
                "estrade.upload.multipart.signed-at-once=2",
                "estrade.upload.limits.files-per-batch=3",
                "estrade.upload.limits.open-batches=4",
                "estrade.upload.limits.open-uploads=6",
                "estrade.upload.limits.outstanding=40MB",
                "estrade.upload.max-size=30MB");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void goesOnWithTheMissingPartsAfterALostConnection() {
        Client trainer = service.as("resuming");
        JsonNode announced = announce(trainer, "lecture.mp4", LECTURE.length, Map.of());
        String id = announced.path("video_id").asString();
        assertThat(announced.path("strategy").asString()).isEqualTo("multipart");
        assertThat(announced.path("part_size").asLong()).isEqualTo(PART);
        assertThat(announced.path("part_count").asInt()).isEqualTo(3);
        assertThat(announced.path("parts")).hasSize(2);
        String etag = etag(put(url(announced, 1), part(2), null));

        Answer refused = trainer.post("/api/uploads/" + id + "/complete", Map.of());
        assertThat(refused.expect(409, "upload.not_completed").text("detail")).contains("1, 3");

        JsonNode state = trainer.get("/api/uploads/" + id).expect(200).json();
        assertThat(state.path("status").asString()).isEqualTo("uploading");
        assertThat(state.path("bytes_received").asLong()).isEqualTo(PART);
        assertThat(state.path("parts").at("/0/part_number").asInt()).isEqualTo(2);
        assertThat(state.path("parts").at("/0/etag").asString()).isEqualTo(etag);
        JsonNode late = trainer.post("/api/uploads/" + id + "/parts", Map.of("part_numbers", List.of(1, 3)))
                .expect(200)
                .json();
        put(late.at("/parts/0/url").asString(), part(1), null);
        put(late.at("/parts/1/url").asString(), part(3), null);

        Answer completed =
                trainer.post("/api/uploads/" + id + "/complete", Map.of()).expect(200);
        assertThat(completed.text("status")).isEqualTo("completed");
        assertThat(completed.text("container")).isEqualTo("mp4");
        assertThat(trainer.post("/api/uploads/" + id + "/complete", "{}")
                        .expect(200)
                        .body())
                .isEqualTo(completed.body());
        assertThat(stored(announced)).isEqualTo(LECTURE.length);
        trainer.post("/api/uploads/" + id + "/parts", Map.of("part_numbers", List.of(1)))
                .expect(409, "upload.settled");
    }

    @Test
    void holdsAPartToItsLength() {
        Client trainer = service.as("exact");
        JsonNode announced = announce(trainer, "lecture.mp4", LECTURE.length, Map.of());

        assertThat(put(url(announced, 0), Arrays.copyOf(LECTURE, 100), null).statusCode())
                .isEqualTo(403);
        String id = announced.path("video_id").asString();
        trainer.post("/api/uploads/" + id + "/parts", Map.of("part_numbers", List.of(4)))
                .expect(400, "request.invalid");
        trainer.post("/api/uploads/" + id + "/parts", Map.of("part_numbers", List.of()))
                .expect(400, "request.invalid");
    }

    @Test
    void refusesPartsThatAreNotThoseThatArrived() {
        Client trainer = service.as("forging");
        JsonNode announced = announce(trainer, "lecture.mp4", LECTURE.length, Map.of());
        String id = announced.path("video_id").asString();
        put(url(announced, 0), part(1), null);

        Answer refused = trainer.post(
                "/api/uploads/" + id + "/complete",
                Map.of("parts", List.of(Map.of("part_number", 1, "etag", "0123456789abcdef"))));

        refused.expect(422, "upload.parts_mismatch");
        assertThat(refused.text("errors/0/field")).isEqualTo("parts[0].etag");
    }

    @Test
    void removesWhatIsNoMediaAndKeepsTheReason() {
        Client trainer = service.as("lying");
        byte[] text = "Bonjour, ceci est un texte.".getBytes(UTF_8);
        JsonNode announced = announce(trainer, "film.mp4", text.length, Map.of());
        assertThat(put(announced.path("presigned_url").asString(), text, "video/mp4")
                        .statusCode())
                .isEqualTo(200);
        String id = announced.path("video_id").asString();

        trainer.post("/api/uploads/" + id + "/complete", Map.of()).expect(422, "upload.not_media");
        trainer.post("/api/uploads/" + id + "/complete", Map.of()).expect(422, "upload.not_media");

        assertThat(stored(announced)).isZero();
        Answer state = trainer.get("/api/uploads/" + id).expect(200);
        assertThat(state.text("status")).isEqualTo("failed");
        assertThat(state.text("error/code")).isEqualTo("upload.not_media");
    }

    @Test
    void comparesADeclaredChecksum() throws Exception {
        Client trainer = service.as("careful");
        byte[] film = video(5000, 3);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(film));
        JsonNode right = announce(trainer, "film.mp4", film.length, Map.of("checksum_sha256", sha256));
        JsonNode wrong = announce(trainer, "film.mp4", film.length, Map.of("checksum_sha256", "0".repeat(64)));
        put(right.path("presigned_url").asString(), film, "video/mp4");
        put(wrong.path("presigned_url").asString(), film, "video/mp4");

        complete(trainer, right).expect(200);
        complete(trainer, wrong).expect(422, "upload.checksum_mismatch");
        assertThat(stored(wrong)).isZero();
    }

    @Test
    void rollsBackABatchWithEverythingThatArrived() {
        Client trainer = service.as("changing-his-mind");
        Answer batch = trainer.post(
                        "/api/upload-batches",
                        Map.of(
                                "uploads",
                                List.of(file("a.mp4", 1000, Map.of()), file("b.mp4", LECTURE.length, Map.of()))))
                .expect(201);
        JsonNode single = batch.json().at("/uploads/0");
        JsonNode parts = batch.json().at("/uploads/1");
        put(single.path("presigned_url").asString(), video(1000, 4), "video/mp4");
        put(url(parts, 0), part(1), null);
        Answer progress =
                trainer.get("/api/upload-batches/" + batch.text("batch_id")).expect(200);
        assertThat(progress.json().path("bytes_total").asLong()).isEqualTo(1000 + LECTURE.length);
        assertThat(progress.json().path("bytes_received").asLong()).isEqualTo(1000 + PART);

        trainer.delete("/api/upload-batches/" + batch.text("batch_id")).expect(204);

        assertThat(stored(single)).isZero();
        assertThat(service.media()
                        .multipart()
                        .unfinished("uploads/" + parts.path("file_key").asString())
                        .collectList()
                        .block())
                .isEmpty();
        trainer.get("/api/upload-batches/" + batch.text("batch_id")).expect(404, "upload.batch_unknown");
        trainer.get("/api/uploads/" + single.path("video_id").asString()).expect(404, "upload.unknown");
        trainer.delete("/api/uploads/" + single.path("video_id").asString()).expect(404, "upload.unknown");
    }

    @Test
    void hidesUploadsFromEverybodyElse() {
        Client trainer = service.as("owner");
        String id = announce(trainer, "a.mp4", 1000, Map.of()).path("video_id").asString();

        service.as("other").get("/api/uploads/" + id).expect(404, "upload.unknown");
        service.as("other").delete("/api/uploads/" + id).expect(404, "upload.unknown");
        service.as("other").get("/api/uploads/" + id + "?user_id=owner").expect(403, "auth.forbidden");
        service.as("shop", "service")
                .get("/api/uploads/" + id + "?user_id=owner")
                .expect(200);
        service.as("pupil", "learner")
                .post("/api/upload-batches", Map.of("uploads", List.of(file("a.mp4", 1, Map.of()))))
                .expect(403, "auth.forbidden");
    }

    @Test
    void actsForTheTrainerThatAServiceNames() {
        Answer batch = service.as("shop", "service")
                .post(
                        "/api/upload-batches",
                        Map.of("user_id", "named", "uploads", List.of(file("a.mp4", 1000, Map.of()))))
                .expect(201);

        service.as("named")
                .get("/api/uploads/" + batch.text("uploads/0/video_id"))
                .expect(200);
        service.as("named")
                .post("/api/upload-batches", Map.of("user_id", "owner", "uploads", List.of()))
                .expect(403, "auth.forbidden");
    }

    @Test
    void holdsEveryLimitAndNamesIt() {
        Client trainer = service.as("greedy");
        assertThat(trainer.post("/api/upload-batches", Map.of("uploads", List.of(file("a.mp4", 31L << 20, Map.of()))))
                        .expect(413, "upload.too_large")
                        .text("detail"))
                .contains(Long.toString(30L << 20));
        assertThat(trainer.post(
                                "/api/upload-batches",
                                Map.of("uploads", Collections.nCopies(4, file("a.mp4", 1, Map.of()))))
                        .expect(413, "upload.too_many_files")
                        .text("detail"))
                .contains("3");
        announce(trainer, "big.mp4", 25L << 20, Map.of());
        Answer bytes =
                trainer.post("/api/upload-batches", Map.of("uploads", List.of(file("b.mp4", 25L << 20, Map.of()))));
        assertThat(bytes.expect(429, "upload.limit_reached").text("detail")).contains(Long.toString(40L << 20));
        assertThat(bytes.retryLater()).isTrue();
        for (int i = 0; i < 3; i++) {
            announce(trainer, "small.mp4", 1, Map.of());
        }
        assertThat(trainer.post("/api/upload-batches", Map.of("uploads", List.of(file("c.mp4", 1, Map.of()))))
                        .expect(429, "upload.limit_reached")
                        .text("detail"))
                .contains("4 open batches");
    }

    @Test
    void countsOpenUploadsOfCallsAtTheSameMoment() {
        Client trainer = service.as("stampede");

        long opened = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> trainer.get("/api/generate-presigned-url/?filename=a" + i + ".mp4"))
                .filter(answer -> answer.status() == 200)
                .count();

        assertThat(opened).isLessThanOrEqualTo(6);
    }

    private static JsonNode announce(Client trainer, String name, long size, Map<String, Object> more) {
        return trainer.post("/api/upload-batches", Map.of("uploads", List.of(file(name, size, more))))
                .expect(201)
                .json()
                .at("/uploads/0");
    }

    private static Map<String, Object> file(String name, long size, Map<String, Object> more) {
        Map<String, Object> file = new HashMap<>(more);
        file.putAll(Map.of("client_ref", name, "filename", name, "content_type", "video/mp4", "size", size));
        return file;
    }

    private static Answer complete(Client trainer, JsonNode announced) {
        return trainer.post("/api/uploads/" + announced.path("video_id").asString() + "/complete", Map.of());
    }

    private static String url(JsonNode announced, int index) {
        return announced.path("parts").path(index).path("url").asString();
    }

    private static byte[] part(int number) {
        return Arrays.copyOfRange(LECTURE, (number - 1) * PART, Math.min(LECTURE.length, number * PART));
    }

    private static String etag(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("ETag").orElseThrow().replace("\"", "");
    }

    private static long stored(JsonNode announced) {
        return Objects.requireNonNull(service.media()
                .stat("uploads/" + announced.path("file_key").asString())
                .map(StoredObject::size)
                .defaultIfEmpty(0L)
                .block());
    }
}
