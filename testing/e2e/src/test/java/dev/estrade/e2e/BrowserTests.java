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
import tools.jackson.databind.JsonNode;

/** The JavaScript of testing/browser, against the running stack. */
final class BrowserTests {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("browser");
    private static final Path TESTS = Path.of(System.getProperty("estrade.root"), "testing", "browser");

    private BrowserTests() {}

    /** Of 90 s that change their colour. @return its {@code rel} */
    static String lesson() throws IOException {
        FfmpegTools ffmpeg = FfmpegTools.locate(WORK.resolve("ffmpeg"));
        Video video = new Videos(ffmpeg, WORK.resolve("videos")).thirds90s();
        Trainer trainer = new Trainer(STACK.as("trainer"));
        JsonNode formation = trainer.publish("Regarder dans un navigateur", List.of(trainer.upload(List.of(video))));
        JsonNode ready = trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(3));
        return Trainer.lessons(ready).get(0).path("rel").asString();
    }

    /** Runs a command in that folder, prints what it says, and fails if it does. */
    static void run(String lesson, String delivery, String... command) throws IOException, InterruptedException {
        Process tests = start(lesson, delivery, command);
        CompletableFuture<Void> printed = CompletableFuture.runAsync(
                () -> tests.inputReader(UTF_8).lines().forEach(line -> System.out.println("[browser] " + line)));
        boolean ended = tests.waitFor(10, MINUTES);
        tests.descendants().forEach(ProcessHandle::destroy);
        tests.destroy();
        printed.join();
        assertThat(ended).as("the browser tests end within ten minutes").isTrue();
        assertThat(tests.exitValue()).as("exit status of " + List.of(command)).isZero();
    }

    private static Process start(String lesson, String delivery, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(TESTS.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "ESTRADE_GATEWAY", STACK.gateway().toString(),
                        "ESTRADE_TRAINER_TOKEN", STACK.token("trainer"),
                        "ESTRADE_TRAINER2_TOKEN", STACK.token("trainer2"),
                        "ESTRADE_LESSON_REL", lesson,
                        "ESTRADE_DELIVERY", delivery));
        return builder.start();
    }
}
