package dev.estrade.upload.crash;

import static dev.estrade.upload.RunningService.put;
import static dev.estrade.upload.RunningService.video;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Topics;
import dev.estrade.test.PublishedEvents;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.file.UploadStatus;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * Each way in is walked again and again, and each time the service is killed one change later: before its first write
 * or store call, before its second, until it comes through. What it acknowledged is there, and nothing else is.
 */
@Timeout(720)
class KilledUploadIT {
    private static final int PART = 5 << 20;
    private static final int MORE_CHANGES_THAN_ANY = 60;
    private static final String USER = "t";
    private static final byte[] FILM = video(2000, 1);
    private static final byte[] LECTURE = video(PART + 9, 2);

    private RunningService survivor;
    private Ledger ledger;

    @BeforeEach
    void start() {
        survivor = RunningService.start(
                "estrade.upload.sweep.every=1s",
                "estrade.upload.multipart.from=5MB",
                "estrade.upload.multipart.part-size=5MB");
        ledger = new Ledger(survivor);
    }

    @AfterEach
    void stop() {
        survivor.close();
    }

    @Test
    void leavesNothingOfABatchThatWasRolledBack() {
        killedAtEachChange(this::batchAndRollback);
        assertThat(ledger.rows()).allMatch(row -> row.status().isTombstone());
    }

    @Test
    void savesAFilmOnceItSaidSoAndTellsTheCatalogueOfEach() {
        killedAtEachChange(this::save);
        ledger.rows().stream()
                .filter(row -> row.status() == UploadStatus.SAVED)
                .forEach(row -> assertThat(PublishedEvents.of(Topics.UPLOADS, row.id(), Duration.ofSeconds(2)))
                        .as("public, so told of")
                        .isNotEmpty());
        assertThat(ledger.rows())
                .filteredOn(row -> row.status() == UploadStatus.SAVED)
                .isNotEmpty();
    }

    @Test
    void takesALessonOnceItSaidSo() {
        killedAtEachChange(this::form);
        assertThat(ledger.rows())
                .filteredOn(row -> row.status() == UploadStatus.CLAIMED)
                .isNotEmpty();
    }

    private void killedAtEachChange(Consumer<Replica> scenario) {
        int change = 1;
        boolean killed = true;
        while (killed) {
            assertThat(change).isLessThan(MORE_CHANGES_THAN_ANY);
            try (Replica victim = Replica.start(survivor, USER, change)) {
                scenario.accept(victim);
                killed = victim.isDead();
            }
            ledger.expire();
            ledger.awaitBalance("killed before change " + change);
            change++;
        }
        assertThat(change).as("there were changes to be killed at").isGreaterThan(5);
    }

    private void batchAndRollback(Replica victim) {
        Optional<Answer> batch = victim.call(
                "POST", "/api/upload-batches", Map.of("uploads", List.of(file("a", FILM), file("b", LECTURE))));
        batch.ifPresent(opened -> {
            JsonNode single = opened.expect(201).json().at("/uploads/0");
            JsonNode parts = opened.json().at("/uploads/1");
            put(single.path("presigned_url").asString(), FILM, "video/mp4");
            put(parts.at("/parts/0/url").asString(), Arrays.copyOf(LECTURE, PART), null);
            put(parts.at("/parts/1/url").asString(), Arrays.copyOfRange(LECTURE, PART, LECTURE.length), null);
            complete(victim, single);
            complete(victim, parts);
            victim.call("DELETE", "/api/upload-batches/" + opened.text("batch_id"), "");
        });
    }

    private void save(Replica victim) {
        victim.call("GET", "/api/generate-presigned-url/?filename=a.mp4", "").ifPresent(presigned -> {
            put(presigned.expect(200).text("presigned_url"), FILM, null);
            String key = presigned.text("file_key");
            victim.call("POST", "/api/save-video-metadata/", Map.of("title", "x", "file_key", key))
                    .ifPresent(saved -> {
                        saved.expect(200);
                        assertThat(survivor.media().stat(key).blockOptional()).isPresent();
                    });
        });
    }

    private void form(Replica victim) {
        victim.call("POST", "/upload/lesson", lesson(), "multipart/form-data; boundary=x")
                .ifPresent(accepted -> {
                    String id = accepted.expect(202).text("task_id");
                    assertThat(ledger.rows())
                            .filteredOn(row -> row.id().equals(id))
                            .allMatch(row -> row.status() == UploadStatus.CLAIMED);
                });
    }

    private static void complete(Replica victim, JsonNode announced) {
        String id = announced.path("video_id").asString();
        victim.call("POST", "/api/uploads/" + id + "/complete", Map.of()).ifPresent(answer -> answer.expect(200));
    }

    private static Map<String, Object> file(String name, byte[] bytes) {
        return Map.of("client_ref", name, "filename", name + ".mp4", "content_type", "video/mp4", "size", bytes.length);
    }

    private static byte[] lesson() {
        StringBuilder fields = new StringBuilder();
        Map.of("trainer_id", USER, "course_id", "c", "module_id", "m", "lesson_id", "l")
                .forEach((name, value) -> fields.append("--x\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append("\"\r\n\r\n")
                        .append(value)
                        .append("\r\n"));
        fields.append("--x\r\nContent-Disposition: form-data; name=\"video\"; filename=\"a.mp4\"\r\n\r\n");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(fields.toString().getBytes(UTF_8));
        body.writeBytes(FILM);
        body.writeBytes("\r\n--x--\r\n".getBytes(UTF_8));
        return body.toByteArray();
    }
}
