package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.e2e.Generations.Job;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.test.EventStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pictures and clips that a real backend makes over real HTTP, seen through the gateway. */
class GenerationIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("generation");

    private static Tools tools;
    private static Backend backend;

    @BeforeAll
    static void start() {
        tools = new Tools(FfmpegTools.locate(WORK.resolve("ffmpeg")));
        backend = Backend.start();
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void runsTheBackendsOwnTests() throws IOException, InterruptedException {
        Process tests = new ProcessBuilder("python3", "-B", "-m", "unittest")
                .directory(Backend.FOLDER.toFile())
                .inheritIO()
                .start();
        assertThat(tests.waitFor()).isZero();
    }

    @Test
    void makesPicturesThatLieInThePlatformsStore() throws IOException {
        Job job =
                Generations.ask("images", Map.of("count", 2, "size", "640x360")).awaitEnd("COMPLETED");

        List<JsonNode> files = job.files();
        assertThat(files).hasSize(2);
        for (JsonNode file : files) {
            assertThat(file.path("content_type").asString()).isEqualTo("image/png");
            JsonNode picture = tools.probe(job.fetch(file)).at("/streams/0");
            assertThat(picture.path("codec_name").asString()).isEqualTo("png");
            assertThat(picture.path("width").asInt())
                    .isEqualTo(file.path("width").asInt())
                    .isEqualTo(640);
            assertThat(picture.path("height").asInt()).isEqualTo(360);
        }
        assertThat(job.view().path("progress").asInt()).isEqualTo(100);
        assertThat(Generations.trainer().get("/api/images/user").expect(200).text())
                .contains(job.id());
        STACK.as("trainer2").get(job.path("status")).expectProblem(404, "generation.unknown");
        STACK.as("trainer2").get(job.path("result")).expectProblem(404, "generation.unknown");
        Generations.holdWhatWasPromised(List.of(job));
    }

    @Test
    void makesAClipAndTellsHowFarItIs() throws IOException {
        Job job = Generations.ask("videos", Map.of("size", "640x360", "duration", 3));
        try (EventStream events = EventStream.open(STACK.gateway() + job.path("events"), STACK.token("trainer"))) {
            // What was between may have been passed over; the state is what counts.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> events.next().data().contains("COMPLETED"));
        }

        JsonNode file = job.files().get(0);
        JsonNode probe = tools.probe(job.fetch(file));
        assertThat(probe.at("/streams/0/codec_name").asString()).isEqualTo("h264");
        assertThat(probe.at("/streams/0/width").asInt()).isEqualTo(640);
        assertThat(Double.parseDouble(probe.at("/format/duration").asString())).isBetween(2.9, 3.1);
        assertThat(file.path("duration").asDouble()).isBetween(2.9, 3.1);
        Generations.holdWhatWasPromised(List.of(job));
    }

    @Test
    void fetchesWhatABackendOffersInstead() {
        backend.close();
        try (Backend serving = Backend.start("RESULTS", "serve")) {
            Job image = Generations.image();
            Job video = Generations.video();
            image.awaitEnd("COMPLETED");
            video.awaitEnd("COMPLETED");
            assertThat(serving.status("images", image.id())
                            .at("/data/images/0/url")
                            .asString())
                    .contains("/files/");
            Generations.holdWhatWasPromised(List.of(image, video));
        } finally {
            backend.restart();
        }
    }

    @Test
    void letsAClipBecomeALessonWithoutAnUpload() {
        Job job = Generations.ask("videos", Map.of("size", "640x360", "duration", 6))
                .awaitEnd("COMPLETED");
        Trainer trainer = new Trainer(STACK.as("trainer"));

        String videoId = trainer.client()
                .post("/api/uploads/from-generation", Map.of("job_id", job.id()))
                .expect(201)
                .json()
                .path("video_id")
                .asString();
        STACK.as("trainer2")
                .post("/api/uploads/from-generation", Map.of("job_id", job.id()))
                .expectProblem(404, "upload.generation_unknown");
        JsonNode formation = trainer.publish("Généré", List.of(List.of(videoId)));
        // The lesson does not need the job any more.
        trainer.client().delete("/api/videos/" + job.id()).expect(204);

        JsonNode ready = trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(3));
        JsonNode lesson = Trainer.lessons(ready).get(0);
        assertThat(lesson.path("videoId").asString()).isEqualTo(videoId);
        assertThat(lesson.path("duration").asDouble()).isBetween(5.9, 6.3);
        String rel = lesson.path("rel").asString();
        String opening = Tokens.opening(STACK, rel, "mobile");
        STACK.anonymous().get("/hls2/" + rel + "/output.m3u8?token=" + opening).expect(200);
        trainer.client().get(job.path("result")).expectProblem(404, "generation.unknown");
    }

    @Test
    void endsAJobThatIsNotWantedAnyMore() {
        backend.close();
        try (Backend slow = Backend.start("SECONDS_PER_FILE", "60")) {
            Job job = Generations.image();
            await().atMost(Duration.ofSeconds(30)).until(() -> job.status().equals("PROCESSING"));

            Generations.trainer().delete("/api/images/" + job.id()).expect(204);

            assertThat(job.status()).isEqualTo("CANCELLED");
            Generations.trainer().get(job.path("result")).expectProblem(409, "generation.cancelled");
            assertThat(job.notifications()).isEmpty();
        } finally {
            backend.restart();
        }
    }
}
