package dev.estrade.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Event;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.FormationSubmitted.PresentationVideo;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.PresentationsRemoved;
import dev.estrade.events.PresentationsRemoved.RemovedPresentation;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.test.EventSender;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.StoreLine;
import dev.estrade.upload.RunningService.Client;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What lessons and presentations were made from goes when nobody needs it any more. */
class RemovalsIT {
    private static final StoreLine LINE = StoreLine.open();
    private static final EventSender EVENTS = new EventSender();
    private static RunningService service;

    private final String owner = "trainer-" + UUID.randomUUID();
    private final String formation = "f-" + UUID.randomUUID();
    private final String place = "courses/" + formation;
    private final Rel rel = new Rel("t", formation, "m", "l");

    @BeforeAll
    static void start() {
        service = RunningService.start("ESTRADE_S3_ENDPOINT=" + LINE.endpoint());
    }

    @AfterAll
    static void stop() {
        service.close();
        LINE.close();
        EVENTS.close();
    }

    @Test
    void erasesTheOriginalOfAnErasedGeneration() {
        String video = uploaded();
        claim(List.of(new LessonVideo(video, rel)), List.of());
        await(video, UploadStatus.CLAIMED);
        String other = uploaded();

        send(new GenerationErased(rel, "never-heard-of", 3));
        send(new GenerationErased(rel, other, 3));
        send(new GenerationErased(rel, video, 3));
        send(new GenerationErased(rel, video, 3));

        await(video, UploadStatus.CANCELLED);
        awaitGone(video);
        service.as(owner).get("/api/uploads/" + video).expect(404);
        assertThat(find(other).status()).as("nobody's original").isEqualTo(UploadStatus.COMPLETED);
        assertThat(isStored(other)).isTrue();
    }

    @Test
    void waitsForTheStore() {
        String video = uploaded();
        claim(List.of(new LessonVideo(video, rel)), List.of());
        await(video, UploadStatus.CLAIMED);

        LINE.cut();
        send(new GenerationErased(rel, video, 3));
        await(video, UploadStatus.CANCELLED);
        LINE.mend();

        awaitGone(video);
    }

    @Test
    void letsGoOfAPresentationThatAFormationClaimed() {
        String video = uploaded();
        claim(List.of(), List.of(new PresentationVideo(video, place)));
        await(video, UploadStatus.CLAIMED);
        PresentationUploaded asked = awaitAsked(1);

        send(new PresentationReady(place, asked.version(), video, asked.fileKey(), 1, 1, null));

        await(video, UploadStatus.CANCELLED);
        awaitGone(video);
    }

    @Test
    void dropsThePendingUploadOfARemovedPresentationAndGoesOnCounting() {
        String video = uploaded();
        claim(List.of(), List.of(new PresentationVideo(video, place)));
        PresentationUploaded first = awaitAsked(1);

        PresentationsRemoved removed =
                new PresentationsRemoved(formation, 4, List.of(new RemovedPresentation(place, video)));
        send(removed);
        send(removed);
        await(video, UploadStatus.CANCELLED);
        awaitGone(video);
        String next = uploaded();
        EVENTS.send(
                UUID.randomUUID().toString(),
                new FormationSubmitted(
                        formation, 5, owner, true, List.of(), "c2", List.of(new PresentationVideo(next, place))));

        assertThat(awaitAsked(2).version()).isGreaterThan(first.version());
        send(removed);
        await(next, UploadStatus.CLAIMED);
    }

    private void claim(List<LessonVideo> lessons, List<PresentationVideo> presentations) {
        send(new FormationSubmitted(formation, 0, owner, true, lessons, formation, presentations));
    }

    private static void send(Event event) {
        EVENTS.send(UUID.randomUUID().toString(), event);
    }

    private String uploaded() {
        Client client = service.as(owner);
        Map<String, Object> file =
                Map.of("client_ref", "c", "filename", "f.mp4", "content_type", "video/mp4", "size", 100);
        JsonNode upload = client.post("/api/upload-batches", Map.of("uploads", List.of(file)))
                .expect(201)
                .json()
                .at("/uploads/0");
        RunningService.put(upload.path("presigned_url").asString(), RunningService.video(100, 1), "video/mp4");
        String id = upload.path("video_id").asString();
        client.post("/api/uploads/" + id + "/complete", "{}").expect(200);
        return id;
    }

    /** The n-th upload for the place. */
    private PresentationUploaded awaitAsked(int n) {
        List<PublishedEvents.Published> asked = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> PublishedEvents.of(Topics.UPLOADS, place, Duration.ofSeconds(1)),
                        events -> events.size() >= n);
        return (PresentationUploaded) asked.get(n - 1).event();
    }

    private static void await(String id, UploadStatus status) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> find(id).status() == status);
    }

    private static void awaitGone(String id) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !isStored(id));
    }

    private static boolean isStored(String id) {
        return service.media().stat(find(id).objectKey()).blockOptional().isPresent();
    }

    private static Upload find(String id) {
        return service.bean(Uploads.class).find(id).blockOptional().orElseThrow();
    }
}
