package dev.estrade.upload.sweep;

import static dev.estrade.upload.RunningService.put;
import static dev.estrade.upload.RunningService.video;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoreProbe;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.RunningService.Client;
import dev.estrade.upload.file.UploadProperties;
import dev.estrade.upload.file.UploadProperties.Sweep;
import dev.estrade.upload.file.Uploads;
import dev.estrade.upload.recording.ChunkSweep;
import dev.estrade.upload.sweep.Reconciliation.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What bucket and database hold without the other knowing. */
class ReconciliationIT {
    private RunningService service;
    private Client trainer;

    @BeforeEach
    void start() {
        service = RunningService.start("estrade.upload.sweep.every=1h", "estrade.upload.sweep.remove-unknown=true");
        trainer = service.as("t");
        // The bucket is shared by the tests of this JVM, the database is not.
        run();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void removesWhatNothingKnowsOf() {
        ObjectStore media = service.media();
        String stray = "uploads/videos/" + UUID.randomUUID() + ".mp4";
        String strayParts = "uploads/videos/" + UUID.randomUUID();
        media.put(stray, "video/mp4", new byte[3]).block();
        media.multipart().begin(strayParts, "video/mp4").block();

        assertThat(run()).isEqualTo(new Outcome(2, 0, 0));
        assertThat(run()).isEqualTo(new Outcome(0, 0, 0));
        assertThat(media.stat(stray).blockOptional()).isEmpty();
        assertThat(media.multipart().unfinished(strayParts).collectList().block())
                .isEmpty();
    }

    /** Of a platform that used the bucket before, or beside; whatever they are called. */
    @Test
    void neverTouchesOtherPeoplesFiles() {
        List<String> others = List.of(
                "videos/" + UUID.randomUUID() + ".mp4",
                "photos/" + UUID.randomUUID() + ".png",
                "videos/film/a.mp4",
                "videos/~.mp4",
                "uploads/videos/trainer/course/lesson.mp4",
                "uploads/zz.mp4");
        others.forEach(key -> service.media().put(key, "video/mp4", new byte[3]).block());
        Answer saved = presigned();
        put(saved.text("presigned_url"), video(100, 1), null);
        trainer.post("/api/save-video-metadata/", "{\"file_key\":\"" + saved.text("file_key") + "\"}")
                .expect(200);

        assertThat(run()).isEqualTo(new Outcome(0, 0, 0));
        assertThat(others)
                .allMatch(key -> service.media().stat(key).blockOptional().isPresent());
        others.forEach(key -> service.media().delete(key).block());
    }

    @Test
    void onlyReportsUnknownUploadsUnlessToldToRemoveThem() {
        String stray = "uploads/videos/" + UUID.randomUUID() + ".mp4";
        service.media().put(stray, "video/mp4", new byte[3]).block();
        UploadProperties settings = service.bean(UploadProperties.class);
        Reconciliation careful = new Reconciliation(
                service.bean(Uploads.class),
                service.bean(ChunkSweep.class),
                service.bean(ObjectStores.class),
                new UploadProperties(
                        settings.maxSize(),
                        settings.maxFormSize(),
                        settings.urlExpiry(),
                        settings.unclaimedExpiry(),
                        new Sweep(settings.sweep().every(), false),
                        settings.multipart(),
                        settings.limits(),
                        settings.accepted()));

        assertThat(careful.run().block()).isEqualTo(new Outcome(0, 1, 0));
        assertThat(run()).isEqualTo(new Outcome(1, 0, 0));
    }

    @Test
    void removesProbesOfKilledServicesAndNotThoseUnderWay() {
        String left = StoreProbe.PREFIX + Instant.now().minusSeconds(7200).getEpochSecond() + "-x";
        String running = StoreProbe.PREFIX + Instant.now().getEpochSecond() + "-x";
        service.media().put(left, "text/plain", new byte[1]).block();
        service.media().put(running, "text/plain", new byte[1]).block();

        assertThat(run()).isEqualTo(new Outcome(1, 0, 0));
        assertThat(service.media().stat(left).blockOptional()).isEmpty();
        assertThat(service.media().stat(running).blockOptional()).isPresent();
    }

    @Test
    void keepsWhatIsOnItsWayCompletedOrSaved() {
        // Other tests may have left films in the bucket.
        long before = stored("videos/");
        long landed = stored("uploads/");
        Answer waiting = presigned();
        put(waiting.text("presigned_url"), video(100, 1), null);
        Answer completed = presigned();
        put(completed.text("presigned_url"), video(100, 1), null);
        trainer.post("/api/uploads/" + idOf(completed) + "/complete", "{}").expect(200);
        Answer saved = presigned();
        put(saved.text("presigned_url"), video(100, 1), null);
        trainer.post("/api/save-video-metadata/", "{\"file_key\":\"" + saved.text("file_key") + "\"}")
                .expect(200);

        assertThat(run()).isEqualTo(new Outcome(0, 0, 0));
        assertThat(measured("videos")).isEqualTo(before + 100);
        assertThat(measured("uploads")).isEqualTo(landed + 200);
    }

    private long stored(String prefix) {
        return service.media()
                .list(prefix)
                .toStream()
                .mapToLong(StoredObject::size)
                .sum();
    }

    /** The URL of a rolled-back upload still works for a while; what it brings does not stay. */
    @Test
    void removesBytesThatCameAfterTheRollback() {
        Answer presigned = presigned();
        trainer.delete("/api/uploads/" + idOf(presigned)).expect(204);
        assertThat(put(presigned.text("presigned_url"), "late".getBytes(UTF_8), null)
                        .statusCode())
                .isEqualTo(200);

        assertThat(run()).isEqualTo(new Outcome(1, 0, 0));
    }

    @Test
    void reportsRowsWhoseBytesAreGone() {
        Answer presigned = presigned();
        put(presigned.text("presigned_url"), video(100, 1), null);
        trainer.post("/api/uploads/" + idOf(presigned) + "/complete", "{}").expect(200);
        service.media().delete("uploads/" + presigned.text("file_key")).block();

        assertThat(run()).isEqualTo(new Outcome(0, 0, 1));
        assertThat(service.bean(MeterRegistry.class)
                        .get("estrade.orphan.objects")
                        .tag("side", "database")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(service.as("op", "admin")
                        .get("/api/status")
                        .expect(200)
                        .json()
                        .at("/storage/orphans")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void tellsOperatorsWhatItSaw() {
        Answer presigned = presigned();
        put(presigned.text("presigned_url"), video(100, 1), null);
        run();

        trainer.get("/api/status").expect(403, "auth.forbidden");
        JsonNode status =
                service.as("shop", "service").get("/api/status").expect(200).json();
        assertThat(status.at("/services/0/name").asString()).isEqualTo("upload-service");
        assertThat(status.at("/services/0/status").asString()).isEqualTo("up");
        assertThat(status.at("/storage/objects").asInt()).isPositive();
        assertThat(status.at("/storage/bytes").asInt()).isGreaterThanOrEqualTo(100);
        assertThat(status.at("/storage/orphans").asInt()).isZero();
        assertThat(Instant.parse(status.at("/storage/swept_at").asString()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(status.at("/queue").isNull()).isTrue();
    }

    private Answer presigned() {
        return trainer.get("/api/generate-presigned-url/?filename=a.mp4").expect(200);
    }

    private Outcome run() {
        Outcome outcome =
                service.bean(Reconciliation.class).run().blockOptional().orElseThrow();
        if (outcome.removed() == 0) {
            service.bean(StoreMetrics.class).run().block();
        }
        return outcome;
    }

    private double measured(String prefix) {
        return service.bean(MeterRegistry.class)
                .get("estrade.bucket.bytes")
                .tag("prefix", prefix)
                .gauge()
                .value();
    }

    private static String idOf(Answer presigned) {
        return presigned.text("file_key").replaceAll(".*/|\\..*", "");
    }
}
