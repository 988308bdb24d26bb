package dev.estrade.upload.recording;

import static dev.estrade.upload.RunningService.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationErased;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LiveMediaAccepted;
import dev.estrade.events.LiveMediaRefused;
import dev.estrade.events.LivePlace;
import dev.estrade.events.LiveStopped;
import dev.estrade.events.RecordingAssembled;
import dev.estrade.events.RecordingEnded;
import dev.estrade.events.RecordingStarted;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.store.StoredObject;
import dev.estrade.test.EventSender;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.PublishedEvents.Published;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.RunningService.Client;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import dev.estrade.upload.recording.ChunkSweep.Swept;
import dev.estrade.upload.recording.Life.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import tools.jackson.databind.JsonNode;

/** Recordings on a real store: chunks in any order, ends of every kind, what a stopped live leaves. */
class RecordingIT {
    private static final EventSender EVENTS = new EventSender();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static RunningService service;

    private final String author = "auth0|" + UUID.randomUUID();
    private final String live = UUID.randomUUID().toString();
    private int version;

    @BeforeAll
    static void start() {
        service = RunningService.start("ESTRADE_RECORDING_LEASE=6s", "ESTRADE_UPLOAD_SWEEP_EVERY=1h");
    }

    @AfterAll
    static void stop() {
        service.close();
        EVENTS.close();
    }

    @Test
    void countsWhatArrivedInWhateverOrder() {
        Started recording = record();
        assertThat(recording.answer.json().path("lease_s").asInt()).isEqualTo(6);
        assertThat(recording.urls).hasSize(32);
        recording.put(2, 300);
        recording.put(0, 100);
        recording.put(1, 50);
        recording.put(1, 200);
        recording.put(4, 500);

        String stop = stop(null, true);
        recording.put(5, 600);
        send(new LiveStopped(live, 3, stop, author, null, true));

        RecordingEnded ended = ended(recording.id);
        assertThat(ended.chunks()).isEqualTo(5);
        assertThat(ended.length()).as("3 is lost").isEqualTo(6);
        assertThat(ended.bytes()).isEqualTo(1700);
        assertThat(ended.last()).isTrue();
        assertThat(ended.ownerId()).isEqualTo(author);
        assertThat(of(recording.id))
                .filteredOn(RecordingStarted.class::isInstance)
                .singleElement()
                .isEqualTo(new RecordingStarted(recording.id, 1, live, author, "video/webm;codecs=vp8,opus"));
        assertThat(answers())
                .singleElement()
                .isEqualTo(new LiveMediaAccepted(live, 0, stop, author, List.of(recording.id), null));
        sign(recording.id, 32).expect(409, "recording.ended");
    }

    @Test
    void livesWhileChunksArriveAndEndsByItsLease() {
        Started recording = record();
        for (int seq = 0; seq < 7; seq++) {
            recording.put(seq, 10);
            pause(1000);
        }
        assertThat(state(recording.id)).as("a lease and more, without a call").isEqualTo(State.OPEN);

        Instant tabDied = Instant.now();
        RecordingEnded ended = ended(recording.id);

        assertThat(Duration.between(tabDied, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
        assertThat(ended.chunks()).isEqualTo(7);
        assertThat(ended.last()).isTrue();
        assertThat(answers()).as("nobody stopped it").isEmpty();
    }

    @Test
    void saysWhichRecordingIsTheLastOfItsLive() {
        Started dead = record();
        dead.put(0, 10);
        Started alive = record();
        await().atMost(PATIENCE).until(() -> {
            alive.put(0, 10);
            return state(dead.id) == State.ENDED;
        });

        assertThat(ended(dead.id).last()).isFalse();
        assertThat(ended(alive.id).last()).isTrue();
    }

    @Test
    void signsMoreAndRenewsTheLease() {
        Started recording = record();
        for (int i = 0; i < 6; i++) {
            pause(1300);
            sign(recording.id, 32).expect(200);
        }
        assertThat(state(recording.id)).isEqualTo(State.OPEN);

        JsonNode chunks = sign(recording.id, 32).json().path("chunks");
        assertThat(chunks.size()).isEqualTo(32);
        assertThat(chunks.at("/31/seq").asInt()).isEqualTo(63);
        put(chunks.at("/31/url").asString(), new byte[7], "video/webm");
        assertThat(service.media()
                        .stat(RecordingStarted.chunkKey(recording.id, 63))
                        .blockOptional()
                        .map(StoredObject::size))
                .hasValue(7L);
        assertThat(sign(recording.id, 99_990).json().path("chunks").size()).isEqualTo(10);
        sign(recording.id, 100_000).expect(400, "request.invalid");
        sign(recording.id, -1).expect(400, "request.invalid");
        service.as("stranger")
                .post(path() + "/" + recording.id + "/chunks", Map.of("from", 1))
                .expect(403, "auth.forbidden");
        service.as(author)
                .post("/api/posts/live/other/recording/" + recording.id + "/chunks", Map.of("from", 1))
                .expect(404, "recording.unknown");
        service.as("next-js", "service")
                .post(path() + "/" + recording.id + "/chunks/", Map.of("from", 1, "user_id", author))
                .expect(200);
    }

    @Test
    void refusesWhoMayNotRecord() {
        start(author, "video/webm").expect(404, "recording.live_unknown");
        changed(true);
        start("stranger", "video/webm").expect(403, "auth.forbidden");
        service.as("stranger")
                .post(path(), Map.of("mime_type", "video/webm", "user_id", author))
                .expect(403, "auth.forbidden");
        service.as("next-js", "service")
                .post(path() + "/", Map.of("mime_type", "video/webm", "user_id", author))
                .expect(201);
        changed(false);
        await().atMost(PATIENCE).untilAsserted(() -> start(author, "video/webm").expect(409, "recording.live_closed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "video/webm|201",
                "video/webm;codecs=\"vp9,opus\"|201",
                "video/x-matroska;codecs=avc1|201",
                "audio/webm; codecs=opus|201",
                "video/mp4|422",
                "text/html|422",
                "video/webm;codecs=<script>|422"
            })
    void recordsWebmAndMatroskaOnly(String type, int status) {
        changed(true);
        Answer answer = awaitKnown(type);
        if (status == 201) {
            answer.expect(201);
        } else {
            answer.expect(422, "recording.unsupported_type");
        }
    }

    @Test
    void limitsTheRecordingsOfAnOwner() {
        record();
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> start(author, "video/webm")))
                .toList();
        List<Answer> answers = calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSizeLessThanOrEqualTo(4);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .isNotEmpty()
                .allSatisfy(answer -> answer.expect(429, "recording.limit_reached"))
                .allMatch(Answer::retryLater);
        assertThat(bean().countOpen(author).block()).isLessThanOrEqualTo(5);
    }

    /** What a process left that was killed there. */
    @ParameterizedTest
    @ValueSource(strings = {"PREPARED", "OPEN", "ENDING", "COUNTED"})
    void goesOnWhereACrashLeftIt(State left) {
        String id = UUID.randomUUID().toString();
        service.media()
                .put(RecordingStarted.chunkKey(id, 0), "video/webm", new byte[5])
                .block();
        Instant longAgo = Instant.now().minusSeconds(60);
        Arrived seen = new Arrived(1, 1, 5, longAgo);
        Life life = new Life(left, longAgo, longAgo, longAgo, left == State.ENDING ? longAgo : null, seen, longAgo);
        bean().add(Recording.of(id, new Live(live, 1, author, true, null), "video/webm", life))
                .block();

        if (left == State.PREPARED) {
            await().atMost(PATIENCE).until(() -> bean().find(id).blockOptional().isEmpty());
            assertThat(of(id)).isEmpty();
            service.media().delete(RecordingStarted.chunkKey(id, 0)).block();
        } else {
            RecordingEnded ended = ended(id);
            assertThat(ended.chunks()).isEqualTo(1);
            assertThat(ended.last()).isTrue();
        }
    }

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

    @Test
    void letsChunksGoWhenTheyAreOneFile() {
        Started recording = recorded();

        send(new RecordingAssembled(recording.id, 1, live, author, original(recording.id)));

        awaitGone(recording.id);
        assertThat(state(recording.id)).isEqualTo(State.ASSEMBLED);
        recording.put(1, 10);
        assertThat(swept()).contains(Swept.REMOVED);
        awaitGone(recording.id);
    }

    @Test
    void keepsTheChunksOfWhatCouldNotBeAssembledUntilItIsDeleted() {
        Started recording = recorded();
        Rel rel = LivePlace.recording(author, live, recording.id);
        send(new LessonFailed(rel, recording.id, 1, "media.not_media", "No film.", author));
        send(new GenerationErased(LivePlace.stream(live), recording.id, 1));
        recording.put(9, 10);
        Started other = new Started(UUID.randomUUID().toString());
        service.media()
                .put(RecordingStarted.chunkKey(other.id, 0), "video/webm", new byte[1])
                .block();

        assertThat(swept()).containsExactlyInAnyOrder(Swept.REMOVED, Swept.STUCK);
        assertThat(keys(recording.id)).as("beyond the last one that counted").hasSize(1);
        service.media().delete(RecordingStarted.chunkKey(other.id, 0)).block();

        send(new GenerationErased(rel, recording.id, 1));
        awaitGone(recording.id);
        assertThat(state(recording.id)).isEqualTo(State.REMOVED);
    }

    @Test
    void forgetsADeletedLive() {
        Started ended = recorded();
        Started open = record();
        open.put(0, 10);

        send(new LiveChanged(live, ++version, author, false, false, List.of()));

        awaitGone(ended.id);
        awaitGone(open.id);
        await().atMost(PATIENCE).untilAsserted(() -> start(author, "video/webm").expect(404, "recording.live_unknown"));
        send(new LiveChanged(live, version - 1, author, true, true, List.of(LivePlace.stream(live))));
        pause(1000);
        start(author, "video/webm").expect(404, "recording.live_unknown");
    }

    @Test
    void leavesTheRecordingsOfADeletedPostToTheirAuthor() {
        Started recording = recorded();
        Rel rel = LivePlace.recording(author, live, recording.id);

        send(new LiveChanged(live, ++version, author, false, false, List.of(rel)));

        await().atMost(PATIENCE).untilAsserted(() -> start(author, "video/webm").expect(409, "recording.live_closed"));
        assertThat(keys(recording.id)).hasSize(1);
    }

    /** Opened between the stop and the news of it. */
    @Test
    void endsWhatIsOpenWhenItsLiveIsOver() {
        Started recording = record();
        recording.put(0, 10);

        changed(false);

        assertThat(ended(recording.id).chunks()).isEqualTo(1);
    }

    /** One recording of this test's live, and its URLs. */
    private static final class Started {
        private final String id;
        private final Answer answer;
        private final Map<Integer, String> urls = new HashMap<>();

        Started(Answer answer) {
            this.answer = answer;
            this.id = answer.text("recording_id");
            answer.json()
                    .path("chunks")
                    .forEach(chunk -> urls.put(
                            chunk.path("seq").asInt(), chunk.path("url").asString()));
        }

        /** That no row knows of. */
        Started(String id) {
            this.id = id;
            this.answer = new Answer(0, "{}", false);
        }

        void put(int seq, int bytes) {
            assertThat(RunningService.put(String.valueOf(urls.get(seq)), new byte[bytes], "video/webm")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private Started record() {
        changed(true);
        return new Started(awaitKnown("video/webm;codecs=vp8,opus").expect(201));
    }

    /** One chunk, ended and told. */
    private Started recorded() {
        Started recording = record();
        recording.put(0, 10);
        stop(null, true);
        await().atMost(PATIENCE).until(() -> state(recording.id) == State.ENDED);
        return recording;
    }

    private Answer awaitKnown(String type) {
        return await().atMost(PATIENCE).until(() -> start(author, type), answer -> answer.status() != 404);
    }

    private Answer start(String user, String type) {
        return service.as(user).post(path(), Map.of("mime_type", type));
    }

    private Answer sign(String recordingId, int from) {
        return service.as(author).post(path() + "/" + recordingId + "/chunks", Map.of("from", from));
    }

    private String path() {
        return "/api/posts/live/" + live + "/recording";
    }

    private void changed(boolean open) {
        send(new LiveChanged(live, ++version, author, open, true, List.of(LivePlace.stream(live))));
    }

    private String stop(@Nullable String uploadId, boolean mediaExpected) {
        String stopId = UUID.randomUUID().toString();
        send(new LiveStopped(live, 2, stopId, author, uploadId, mediaExpected));
        return stopId;
    }

    private static void send(Event event) {
        EVENTS.send(UUID.randomUUID().toString(), event);
    }

    private LiveMediaAccepted accepted(String stopId) {
        return (LiveMediaAccepted) answer(stopId);
    }

    private String refused(String stopId) {
        return ((LiveMediaRefused) answer(stopId)).code();
    }

    private Event answer(String stopId) {
        await().atMost(PATIENCE).until(() -> decided(stopId));
        return answers().stream()
                .filter(event -> event instanceof LiveMediaAccepted a
                                && a.stopId().equals(stopId)
                        || event instanceof LiveMediaRefused r && r.stopId().equals(stopId))
                .findFirst()
                .orElseThrow();
    }

    private static boolean decided(String stopId) {
        return service.bean(ReactiveMongoOperations.class)
                .findById(stopId, LiveStop.class)
                .filter(stop -> stop.pending().isEmpty())
                .blockOptional()
                .isPresent();
    }

    private List<Event> answers() {
        return of(live);
    }

    private static List<Event> of(String key) {
        return PublishedEvents.of(Topics.UPLOADS, key, Duration.ofSeconds(1)).stream()
                .map(Published::event)
                .toList();
    }

    private static RecordingEnded ended(String id) {
        await().atMost(PATIENCE)
                .until(() -> bean().find(id)
                        .filter(found ->
                                found.state() == State.ENDED && found.pending().isEmpty())
                        .blockOptional()
                        .isPresent());
        List<RecordingEnded> told = of(id).stream()
                .filter(RecordingEnded.class::isInstance)
                .map(RecordingEnded.class::cast)
                .toList();
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private static State state(String id) {
        return bean().find(id).blockOptional().orElseThrow().state();
    }

    private static Recordings bean() {
        return service.bean(Recordings.class);
    }

    private static List<Swept> swept() {
        return service.bean(ChunkSweep.class)
                .run()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static List<String> keys(String id) {
        return service.media()
                .list(RecordingStarted.folder(id))
                .map(StoredObject::key)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static void awaitGone(String id) {
        await().atMost(PATIENCE).until(() -> keys(id).isEmpty());
    }

    private static Upload upload(String id) {
        return service.bean(Uploads.class).find(id).blockOptional().orElseThrow();
    }

    private ClaimedUpload original(String id) {
        return new ClaimedUpload(
                id, LivePlace.recording(author, live, id), "live.mkv", "originals/x", "e", 10, "matroska");
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

    /** For what must not happen meanwhile, or must go on. */
    private static void pause(int millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMillis(millis + 5000L))
                .until(() -> true);
    }
}
