package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A formation of 20 lessons is whole or absent, whoever is killed while it is created. */
class SagaCrashIT {
    private static final Stack STACK = Stack.running();
    private static final StoredFiles STORE = new StoredFiles(STACK);
    private static final int LESSONS = 20;

    private static List<Video> videos;

    @BeforeAll
    static void makesVideos() throws IOException {
        Path work = STACK.home().resolveSibling("saga-crash");
        videos = new Videos(FfmpegTools.locate(work.resolve("ffmpeg")), work.resolve("videos")).short2s(LESSONS);
    }

    /** @param delay between the request and the kill, milliseconds */
    @ParameterizedTest
    @CsvSource({"catalog-service, 40", "upload-service, 30", "transcode-service, 60", "broker, 40"})
    void endsWholeOrAbsent(String victim, long delay) throws InterruptedException {
        List<String> ids = trainer().upload(videos);
        String title = "Panne " + UUID.randomUUID();
        Map<String, Object> body = Trainer.formation(title, List.of(ids.subList(0, 8), ids.subList(8, LESSONS)));
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> status(body));
        TimeUnit.MILLISECONDS.sleep(delay);

        kill(victim);

        answer.join();
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> isSettled(title));
        Optional<JsonNode> formation = find(title);
        if (formation.isPresent()) {
            isWhole(formation.get(), ids);
        } else {
            ids.forEach(this::isFree);
        }
        assertThat(answer.join() == 201)
                .as("an acknowledged formation stays")
                .matches(acknowledged -> !acknowledged || formation.isPresent());
        assertThat(answer.join() == 422)
                .as("a refused formation is absent")
                .matches(refused -> !refused || formation.isEmpty());
        formation.ifPresent(whole ->
                trainer().client().delete("/api/formations/" + whole.path("id").asString()));
        ids.forEach(id -> trainer().client().delete("/api/uploads/" + id));
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(ids)
                        .allSatisfy(id -> assertThat(STORE.with(id)).isEmpty()));
    }

    private void isWhole(JsonNode listed, List<String> ids) {
        JsonNode formation = trainer().formation(listed.path("id").asString());
        assertThat(Trainer.lessons(formation).stream()
                        .map(lesson -> lesson.path("videoId").asString()))
                .containsExactlyElementsOf(ids);
        assertThat(ids).allSatisfy(id -> assertThat(upload(id)).isEqualTo("claimed"));
        // Each of its lessons is being converted.
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(ids)
                        .allSatisfy(
                                id -> trainer().client().get("/api/tasks/" + id).expect(200)));
    }

    private void isFree(String id) {
        assertThat(upload(id)).isNotEqualTo("claimed");
    }

    private String upload(String id) {
        Answer answer = trainer().client().get("/api/uploads/" + id);
        return answer.status() == 404
                ? "gone"
                : answer.expect(200).json().path("status").asString();
    }

    private boolean isSettled(String title) {
        return find(title)
                .map(formation -> !formation.path("status").asString().equals("submitted"))
                .orElse(true);
    }

    private Optional<JsonNode> find(String title) {
        JsonNode list = trainer()
                .client()
                .get("/api/formations?q=Panne&limit=100")
                .expect(200)
                .json();
        return StreamSupport.stream(list.path("data").spliterator(), false)
                .filter(formation -> formation.path("title").asString().equals(title))
                .findFirst();
    }

    /** @return 0 if there was none */
    private int status(Map<String, Object> body) {
        try {
            return trainer().client().post("/api/formations", body).status();
        } catch (IllegalStateException brokenOff) {
            return 0;
        }
    }

    /** The gateway may come back at another address. */
    private static Trainer trainer() {
        return new Trainer(STACK.as("trainer"));
    }

    private static void kill(String victim) {
        boolean broker = victim.equals("broker");
        ProcessHandle process = ProcessHandle.of(broker ? STACK.infrastructure() : STACK.pid(victim))
                .orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
        Stack.run(broker ? new String[] {"up"} : new String[] {"restart", victim});
        Stack.forgetTokens();
    }
}
