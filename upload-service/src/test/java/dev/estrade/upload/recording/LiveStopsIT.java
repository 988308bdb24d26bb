package dev.estrade.upload.recording;

import static dev.estrade.upload.RunningService.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.events.GenerationErased;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveMediaRefused;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Client;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import dev.estrade.upload.recording.Life.State;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a stopped live leaves. */
class LiveStopsIT extends RecordingCase {

    @Test
    void leavesNothingOfALiveWithoutRecordings() {
        changed(true);
        String refused = stop(null, true);
        await().atMost(PATIENCE).until(() -> decided(refused));
        String accepted = stop(null, false);
        await().atMost(PATIENCE).until(() -> decided(accepted));

        assertThat(answers())
                .satisfiesExactly(
                        answer -> assertThat(answer).isInstanceOfSatisfying(LiveMediaRefused.class, e -> {
                            assertThat(e.stopId()).isEqualTo(refused);
                            assertThat(e.code()).isEqualTo("recording.unreachable_url");
                        }),
                        answer -> assertThat(answer)
                                .isEqualTo(new LiveMediaAccepted(live, 0, accepted, author, List.of(), null)));
    }

    @Test
    void takesAnOpenedRecordingWithoutAnyChunkForNone() {
        Started recording = record();
        String refused = stop(null, true);
        await().atMost(PATIENCE).until(() -> decided(refused));

        assertThat(answers()).singleElement().isInstanceOf(LiveMediaRefused.class);
        assertThat(state(recording.id)).isEqualTo(State.OPEN);
        recording.put(0, 10);
        String accepted = stop(null, true);
        await().atMost(PATIENCE).until(() -> decided(accepted));
        assertThat(ended(recording.id).chunks()).isEqualTo(1);
    }

    @Test
    void takesTheFilmThatItsAuthorUploaded() {
        changed(true);
        String video = uploaded(author, "video", 100);

        LiveMediaAccepted accepted = accepted(stop(video, true));

        Rel rel = LivePlace.recording(author, live, video);
        Upload upload = upload(video);
        assertThat(accepted.recordings()).containsExactly(video);
        assertThat(accepted.upload())
                .isEqualTo(new ClaimedUpload(
                        video,
                        rel,
                        "f.mp4",
                        upload.objectKey(),
                        upload.verified().etag(),
                        100,
                        "mp4"));
        assertThat(upload.status()).isEqualTo(UploadStatus.CLAIMED);
        service.as(author).delete("/api/uploads/" + video).expect(409, "upload.claimed");

        send(new GenerationErased(LivePlace.stream(live), video, 1));
        pause(1500);
        assertThat(upload(video).status()).isEqualTo(UploadStatus.CLAIMED);
        send(new GenerationErased(rel, video, 1));

        await().atMost(PATIENCE).until(() -> upload(video).status() == UploadStatus.CANCELLED);
        await().atMost(PATIENCE)
                .until(() ->
                        service.media().stat(upload.objectKey()).blockOptional().isEmpty());
    }

    @Test
    void takesASavedFilmWithoutTakingItFromTheLibrary() {
        changed(true);
        String video = uploaded(author, "video", 100);
        service.as(author)
                .post(
                        "/api/save-video-metadata/",
                        Map.of(
                                "title",
                                "T",
                                "file_key",
                                upload(video).declared().fileKey()))
                .expect(200);

        ClaimedUpload pinned = accepted(stop(video, true)).upload();

        assertThat(pinned).isNotNull();
        assertThat(pinned.objectKey()).isEqualTo(upload(video).declared().fileKey());
        StoredObject stored =
                service.media().stat(pinned.objectKey()).blockOptional().orElseThrow();
        assertThat(pinned.etag()).isEqualTo(stored.etag());
        send(new GenerationErased(pinned.rel(), video, 1));
        String again = stop(video, true);
        accepted(again);
        assertThat(upload(video).status()).isEqualTo(UploadStatus.SAVED);
        assertThat(service.media().stat(pinned.objectKey()).blockOptional()).isPresent();
        service.media().delete(pinned.objectKey()).block();
    }

    @Test
    void endsTheRecordingsAsWellWhereAFilmWasUploaded() {
        Started recording = record();
        recording.put(0, 10);
        String video = uploaded(author, "video", 100);

        assertThat(accepted(stop(video, true)).recordings()).containsExactly(recording.id, video);
        assertThat(ended(recording.id).chunks()).isEqualTo(1);
    }

    @Test
    void refusesAFilmThatIsNotThereOrNoFilm() {
        Started recording = record();
        recording.put(0, 10);
        String unknown = stop(UUID.randomUUID().toString(), true);
        await().atMost(PATIENCE).until(() -> decided(unknown));
        assertThat(state(recording.id)).as("the live goes on").isEqualTo(State.OPEN);
        assertThat(refused(unknown)).isEqualTo("recording.unreachable_url");
        assertThat(refused(stop("../../x", true))).isEqualTo("recording.unreachable_url");
        assertThat(refused(stop(uploaded("stranger", "video", 100), true))).isEqualTo("recording.unreachable_url");
        assertThat(refused(stop(announced(author, 100).path("video_id").asString(), true)))
                .isEqualTo("recording.unreachable_url");
        JsonNode lie = announced(author, null);
        put(lie.path("presigned_url").asString(), "<html>no film at all</html>".getBytes(UTF_8), null);
        assertThat(refused(stop(idOf(lie.path("file_key").asString()), true))).isEqualTo("upload.not_media");
        String taken = uploaded(author, "video", 100);
        service.as(author).post("/api/uploads/" + taken + "/complete", "{}").expect(200);
        service.bean(Uploads.class)
                .change(taken, upload -> upload.claimedBy("f1"))
                .block();
        assertThat(refused(stop(taken, true))).isEqualTo("upload.claimed");
    }

    private static JsonNode announced(String user, @Nullable Integer size) {
        Client client = service.as(user);
        if (size == null) {
            return client.get("/api/generate-presigned-url/?filename=f.mp4")
                    .expect(200)
                    .json();
        }
        Map<String, Object> file =
                Map.of("client_ref", "c", "filename", "f.mp4", "content_type", "video/mp4", "size", size);
        return client.post("/api/upload-batches", Map.of("uploads", List.of(file)))
                .expect(201)
                .json()
                .at("/uploads/0");
    }

    private static String uploaded(String user, String kind, int size) {
        JsonNode upload = announced(user, size);
        put(upload.path("presigned_url").asString(), RunningService.video(size, 1), kind + "/mp4");
        return upload.path("video_id").asString();
    }

    private static String idOf(String fileKey) {
        return fileKey.replaceAll("^videos/|\\..*$", "");
    }

    private static Upload upload(String id) {
        return service.bean(Uploads.class).find(id).blockOptional().orElseThrow();
    }
}
