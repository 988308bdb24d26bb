package dev.estrade.upload.generated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.GenerationJobCompleted;
import dev.estrade.events.GenerationJobCompleted.ResultFile;
import dev.estrade.test.EventSender;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.RunningService.Client;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Uploads;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Results of generation jobs that lie on a real store, taken over as uploads. */
class GeneratedVideosIT {
    private static final String ROUTE = "/api/uploads/from-generation";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of a length that no other test's object has. */
    private static final byte[] NO_VIDEO = "no video, whatever it was called".getBytes(UTF_8);

    private static RunningService service;
    private static EventSender sender;

    private final String owner = "trainer-" + UUID.randomUUID();
    private final String jobId = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        service = RunningService.start();
        sender = new EventSender();
    }

    @AfterAll
    static void stop() {
        sender.close();
        service.close();
    }

    @Test
    void makesACompletedUploadOfAJobsFile() {
        byte[] second = RunningService.video(70_000, 2);
        tell("video", List.of(RunningService.video(50_000, 1), second));

        Answer taken = me().post(ROUTE, Map.of("job_id", jobId, "file", 1)).expect(201);

        String id = taken.text("video_id");
        assertThat(taken.text("status")).isEqualTo("completed");
        assertThat(taken.text("file_key")).isEqualTo("videos/" + id + ".mp4");
        assertThat(taken.json().path("size").asLong()).isEqualTo(70_000);
        assertThat(taken.text("container")).isEqualTo("mp4");
        assertThat(bytes("uploads/videos/" + id + ".mp4")).isEqualTo(second);
        me().post("/api/uploads/" + id + "/complete", Map.of()).expect(200);
        assertThat(upload(id).declared().filename()).isEqualTo(jobId + "-2.mp4");
    }

    @Test
    void livesOnWithoutTheJobAndTheJobWithoutIt() {
        tell("video", List.of(RunningService.video(50_000, 1)));
        String kept = take().expect(201).text("video_id");
        String dropped = take().expect(201).text("video_id");
        assertThat(kept).isNotEqualTo(dropped);

        me().delete("/api/uploads/" + dropped).expect(204);
        assertThat(bytes(key(1))).hasSize(50_000);
        service.media().delete(key(1)).block(PATIENCE);

        me().get("/api/uploads/" + kept).expect(200);
        assertThat(bytes(upload(kept).objectKey())).hasSize(50_000);
        take().expect(404, "upload.generation_unknown");
        assertThat(live()).containsExactly(kept);
    }

    @Test
    void waitsForAJobThatItMaySoonHearOf() {
        ResultFile file = store(1, RunningService.video(20_000, 1));
        CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(this::take);
        assertThat(asked).isNotDone();

        sender.send(jobId, new GenerationJobCompleted(jobId, 3, owner, "video", List.of(file)));

        asked.join().expect(201);
    }

    @Test
    void knowsNoOtherJobs() {
        Instant begun = Instant.now();
        take().expect(404, "upload.generation_unknown");
        assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(8));

        tell("image", List.of(RunningService.video(20_000, 1)));
        take().expect(404, "upload.generation_unknown");
    }

    @Test
    void belongsToItsOwner() {
        tell("video", List.of(RunningService.video(20_000, 1)));
        Map<String, Object> named = Map.of("job_id", jobId, "user_id", owner);

        service.as("somebody").post(ROUTE, Map.of("job_id", jobId)).expect(404, "upload.generation_unknown");
        service.as("somebody").post(ROUTE, named).expect(403, "auth.forbidden");
        service.as(owner, "learner").post(ROUTE, Map.of("job_id", jobId)).expect(403, "auth.forbidden");
        String id = service.as("shop", "service").post(ROUTE, named).expect(201).text("video_id");
        me().get("/api/uploads/" + id).expect(200);
        me().post(ROUTE, Map.of("job_id", jobId, "file", 1)).expect(404, "upload.generation_unknown");
        me().post(ROUTE, Map.of("file", "x")).expect(400);
        me().post(ROUTE, Map.of("file", 0)).expect(400, "request.invalid");
    }

    @Test
    void refusesWhatIsNoVideoAndLeavesNothing() {
        tell("video", List.of(NO_VIDEO));

        take().expect(422, "upload.not_media");

        assertThat(live()).isEmpty();
        assertThat(stored("uploads/videos/", NO_VIDEO.length)).isZero();
    }

    @Test
    void makesOneUploadOfARepeatedRequest() {
        tell("video", List.of(RunningService.video(20_000, 1)));
        List<String> headers = List.of("Content-Type", "application/json", "Idempotency-Key", "k-" + jobId);
        String body = JsonMapper.shared().writeValueAsString(Map.of("job_id", jobId));

        List<String> answers = IntStream.range(0, 3)
                .mapToObj(i -> me().call("POST", ROUTE, BodyPublishers.ofString(body), headers)
                        .expect(201)
                        .text("video_id"))
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(live()).hasSize(1);
    }

    private Answer take() {
        return me().post(ROUTE, Map.of("job_id", jobId));
    }

    private Client me() {
        return service.as(owner);
    }

    private void tell(String kind, List<byte[]> contents) {
        List<ResultFile> files = new ArrayList<>();
        contents.forEach(content -> files.add(store(files.size() + 1, content)));
        sender.send(jobId, new GenerationJobCompleted(jobId, 3, owner, kind, files));
        sender.send(jobId, new GenerationJobCompleted(jobId, 3, owner, kind, files));
    }

    private ResultFile store(int number, byte[] content) {
        service.media().put(key(number), "video/mp4", content).block(PATIENCE);
        String etag = Objects.requireNonNull(service.media().stat(key(number)).block(PATIENCE))
                .etag();
        return new ResultFile(key(number), "video/mp4", content.length, etag, 640, 360, 4.0);
    }

    private String key(int number) {
        return "generations/" + jobId + "/" + number + ".mp4";
    }

    /** Ids of this owner's uploads that are not tombstones. */
    private List<String> live() {
        return Objects.requireNonNull(service.bean(Uploads.class)
                .between(Kind.VIDEO, "", "")
                .filter(upload ->
                        upload.ownerId().equals(owner) && !upload.status().isTombstone())
                .map(Upload::id)
                .collectList()
                .block(PATIENCE));
    }

    private static long stored(String prefix, int size) {
        return Objects.requireNonNull(service.media()
                .list(prefix)
                .filter(object -> object.size() == size)
                .count()
                .block(PATIENCE));
    }

    private static byte[] bytes(String key) {
        return Objects.requireNonNull(service.media().bytes(key).block(PATIENCE));
    }

    private static Upload upload(String id) {
        return Objects.requireNonNull(service.bean(Uploads.class).find(id).block(PATIENCE));
    }
}
