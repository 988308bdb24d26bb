package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Uploads and lessons in a real Chromium: the tests themselves are the JavaScript of testing/browser. */
class BrowserIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("browser");
    private static final Path TESTS = Path.of(System.getProperty("estrade.root"), "testing", "browser");

    @Test
    @Timeout(value = 14, unit = MINUTES)
    void uploadsAndPlaysInABrowserInEveryWay() throws IOException, InterruptedException {
        Process npm = start(lesson());
        CompletableFuture<Void> printed = CompletableFuture.runAsync(
                () -> npm.inputReader(UTF_8).lines().forEach(line -> System.out.println("[browser] " + line)));
        boolean ended = npm.waitFor(10, MINUTES);
        npm.descendants().forEach(ProcessHandle::destroy);
        npm.destroy();
        printed.join();
        assertThat(ended).as("the browser tests end within ten minutes").isTrue();
        assertThat(npm.exitValue()).as("exit status of npm test").isZero();
    }

    /** @return its {@code rel} */
    private static String lesson() throws IOException {
        FfmpegTools ffmpeg = FfmpegTools.locate(WORK.resolve("ffmpeg"));
        Video video = new Videos(ffmpeg, WORK.resolve("videos")).thirds90s();
        Trainer trainer = new Trainer(STACK.as("trainer"));
        JsonNode formation = trainer.publish("Regarder dans un navigateur", List.of(trainer.upload(List.of(video))));
        JsonNode ready = trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(3));
        return Trainer.lessons(ready).get(0).path("rel").asString();
    }

    private static Process start(String lesson) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("npm", "test", "--silent")
                .directory(TESTS.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "ESTRADE_GATEWAY", STACK.gateway().toString(),
                        "ESTRADE_TRAINER_TOKEN", STACK.token("trainer"),
                        "ESTRADE_TRAINER2_TOKEN", STACK.token("trainer2"),
                        "ESTRADE_LESSON_REL", lesson));
        return builder.start();
    }
}
