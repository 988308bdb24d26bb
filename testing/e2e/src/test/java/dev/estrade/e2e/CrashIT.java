package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service that is killed in the middle of its work costs time, and nothing else. */
class CrashIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("crash");

    @Test
    void finishesALessonWhoseWorkerWasKilledInMidWork() throws IOException {
        FfmpegTools ffmpeg = FfmpegTools.locate(WORK.resolve("ffmpeg"));
        Video video = new Videos(ffmpeg, WORK.resolve("videos")).long40s();
        Trainer trainer = new Trainer(STACK.as("trainer"));
        String id = trainer.publish("Panne", List.of(trainer.upload(List.of(video))))
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> progress(trainer.formation(id)) > 5);
        assertThat(progress(trainer.formation(id))).isLessThan(100);

        kill(STACK.pid("transcode-service"));
        Stack.run("restart", "transcode-service");

        JsonNode lesson =
                Trainer.lessons(trainer.awaitReady(id, Duration.ofMinutes(4))).get(0);
        assertThat(lesson.path("duration").asDouble()).isEqualTo(video.seconds());
    }

    private static int progress(JsonNode formation) {
        return Trainer.lessons(formation).get(0).path("progress").asInt();
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
    }
}
