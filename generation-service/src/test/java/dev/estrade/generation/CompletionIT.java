package dev.estrade.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.GenerationJobCompleted;
import dev.estrade.events.GenerationJobFailed;
import dev.estrade.events.Topics;
import dev.estrade.generation.RunningGeneration.Answer;
import dev.estrade.generation.RunningGeneration.Client;
import dev.estrade.test.PublishedEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks: who may send them, and that each has one effect. */
class CompletionIT {
    private static final Duration READING = Duration.ofSeconds(2);

    private final RunningGeneration service = RunningGeneration.shared();
    private final Client user = service.somebody();

    @Test
    void completesAJobOnceHoweverOftenItIsTold() {
        String id = running("images");
        Map<String, ?> done = completed(id, 2);
        String body = JsonMapper.shared().writeValueAsString(done);

        List<CompletableFuture<Integer>> answers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> service.webhook("image", body, RunningGeneration.SECRET, Instant.now())
                                .status()))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(200);

        assertThat(user.await("images", id, "COMPLETED").path("progress").asInt())
                .isEqualTo(100);
        service.webhook("image", done).expect(200);
        service.webhook("image", Map.of("job_id", id, "status", "processing", "progress", 10))
                .expect(200);
        assertThat(user.status("images", id).path("progress").asInt()).isEqualTo(100);
        List<PublishedEvents.Published> events = PublishedEvents.of(Topics.GENERATIONS, id, READING).stream()
                .filter(event -> event.event() instanceof GenerationJobCompleted)
                .toList();
        assertThat(events).hasSize(1);
        GenerationJobCompleted told = (GenerationJobCompleted) events.get(0).event();
        assertThat(told.files()).hasSize(2);
        assertThat(told.files().get(1).key()).isEqualTo("generations/" + id + "/2.png");
    }

    @Test
    void failsAJobWithWhatTheBackendSays() {
        String id = running("videos");
        service.webhook("video", Map.of("job_id", id, "status", "failed", "error", "out of memory"))
                .expect(200);

        JsonNode failed = user.await("videos", id, "FAILED");
        assertThat(failed.at("/error/detail").asString()).isEqualTo("out of memory");
        user.get("/api/videos/" + id + "/result").expect(409, "generation.failed");
        service.webhook("video", Map.of("job_id", id, "status", "failed")).expect(200);
        service.webhook("video", completed(id, 1)).expect(409, "generation.settled");
        assertThat(PublishedEvents.of(Topics.GENERATIONS, id, READING))
                .filteredOn(event -> event.event() instanceof GenerationJobFailed)
                .hasSize(1);
    }

    @Test
    void showsHowFarItIs() {
        String id = running("images");
        service.webhook("image", Map.of("job_id", id, "status", "processing", "progress", 60))
                .expect(200);
        service.webhook("image", Map.of("job_id", id, "status", "processing", "progress", 20))
                .expect(200);

        assertThat(user.status("images", id).path("progress").asInt()).isEqualTo(60);
        user.get("/api/images/" + id + "/result").expect(409, "generation.not_completed");
    }

    @Test
    void knowsNoJobThatIsNotThere() {
        String id = running("images");

        service.webhook("image", completed(UUID.randomUUID().toString(), 1)).expect(404, "generation.unknown");
        service.webhook("video", completed(id, 1)).expect(404, "generation.unknown");
        service.webhook("image", Map.of("status", "completed")).expect(400, "request.invalid");
        service.webhook("image", "no json", RunningGeneration.SECRET, Instant.now())
                .expect(400, "request.malformed");
    }

    @Test
    void takesNothingUnsignedStaleOrSignedByOthers() {
        String id = running("images");
        String body = JsonMapper.shared().writeValueAsString(completed(id, 1));
        Instant now = Instant.now();

        service.post("image", body, "", "", null).join().expect(401, "generation.signature_invalid");
        service.webhook("image", body, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", now)
                .expect(401);
        service.webhook("image", body, RunningGeneration.SECRET, now.minusSeconds(310))
                .expect(401);
        service.webhook("image", body, RunningGeneration.SECRET, now.plusSeconds(310))
                .expect(401);
        assertThat(user.status("images", id).path("status").asString()).isEqualTo("PROCESSING");
    }

    @Test
    void takesNoneOfManyForgeriesOverHttp() {
        String id = running("images");
        String body = JsonMapper.shared().writeValueAsString(completed(id, 1));
        String at = String.valueOf(Instant.now().getEpochSecond());
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] forged = new byte[32];
            random.nextBytes(forged);
            Answer answer = service.post(
                            "image",
                            i % 2 == 0 ? body : body.replace("completed", "failed"),
                            "msg_" + i,
                            at,
                            "v1," + Base64.getEncoder().encodeToString(forged))
                    .join();
            assertThat(answer.status()).isEqualTo(401);
        }
        assertThat(user.status("images", id).path("status").asString()).isEqualTo("PROCESSING");
    }

    @Test
    void takesWhatTheOfficialLibrarySigns() {
        String id = running("images");
        String body = JsonMapper.shared().writeValueAsString(completed(id, 1));
        Instant now = Instant.now();
        String signature = officialSignature("msg_official", now, body);

        service.post("image", body, "msg_official", String.valueOf(now.getEpochSecond()), signature)
                .join()
                .expect(200);
        user.await("images", id, "COMPLETED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesUnsignedOnesOnlyWhereThatIsSaid(boolean signed) {
        RunningGeneration open = Unsigned.SERVICE;
        Client somebody = open.somebody();
        String id = somebody.generate("images", "p");
        somebody.await("images", id, "PROCESSING");
        String body = "{\"job_id\": \"" + id + "\", \"status\": \"failed\"}";

        if (signed) {
            open.post("image", body, "msg_1", "1", "v1,AAAA").join().expect(401);
        } else {
            open.post("image", body, "", "", null).join().expect(200);
            somebody.await("images", id, "FAILED");
        }
    }

    private String running(String kind) {
        String id = user.generate(kind, "p");
        user.await(kind, id, "PROCESSING");
        service.backend().says(id, "{\"status\": \"processing\"}");
        return id;
    }

    private Map<String, ?> completed(String id, int count) {
        List<Map<String, String>> files = IntStream.range(0, count)
                .mapToObj(i -> service.backend().file(id + i + ".png", Media.picture("png", 32 + i, 16)))
                .map(url -> Map.of("url", url))
                .toList();
        return Map.of("job_id", id, "status", "completed", "data", Map.of("files", files));
    }

    private static String officialSignature(String id, Instant at, String body) {
        Path root = Path.of(System.getProperty("estrade.root"));
        try {
            Process tools = new ProcessBuilder(root.resolve("estrade").toString(), "tools")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(tools.waitFor()).isZero();
            Process node = new ProcessBuilder(
                            "node",
                            "webhooks/sign.mjs",
                            RunningGeneration.SECRET,
                            id,
                            String.valueOf(at.getEpochSecond()))
                    .directory(root.resolve("testing").resolve("browser").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = node.getOutputStream()) {
                in.write(body.getBytes(UTF_8));
            }
            return new String(node.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Started by the first test that needs it. */
    private static final class Unsigned {
        static final RunningGeneration SERVICE = RunningGeneration.start("ESTRADE_WEBHOOKS_UNSIGNED=true");
    }
}
