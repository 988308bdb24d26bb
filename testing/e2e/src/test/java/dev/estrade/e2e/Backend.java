package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The Flask application of examples/flask-backend, as its own process at the address that the stack knows. */
final class Backend implements AutoCloseable {
    static final Path FOLDER = Path.of(System.getProperty("estrade.root"), "examples", "flask-backend");
    private static final Path WORK = Stack.running().home().resolveSibling("flask-backend");

    private final Map<String, String> settings;
    private Process process;

    private Backend(Map<String, String> settings) {
        this.settings = settings;
        this.process = launch();
    }

    /** With jobs of its own. @param settings of its README, as name, value, name, value… */
    static Backend start(String... settings) {
        Map<String, String> all = new HashMap<>();
        all.put("PORT", String.valueOf(Stack.BACKEND_PORT));
        all.put("DATA_DIR", WORK.resolve(UUID.randomUUID().toString()).toString());
        all.put("WEBHOOK_SECRET", Webhooks.secret());
        all.put(
                "FFMPEG",
                FfmpegTools.locate(WORK.resolve("ffmpeg")).launcher(WORK).toString());
        all.put("SECONDS_PER_FILE", "0.4");
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        Backend backend = new Backend(all);
        backend.awaitAnswer();
        return backend;
    }

    /** As the power cut does. */
    void kill() {
        assertThat(process.toHandle().destroyForcibly()).isTrue();
        process.onExit().join();
    }

    /** The same again, which knows its jobs. */
    void restart() {
        process = launch();
        awaitAnswer();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What it says of a job; {@code unknown} if it has not heard of it. */
    JsonNode status(String kind, String jobId) {
        return get("/api/" + kind + "/" + jobId + "/status").json();
    }

    /** Until it has made everything; whether anybody knows is another matter. */
    JsonNode awaitCompleted(String kind, String jobId) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(kind, jobId).path("status").asString("").equals("completed"));
        return status(kind, jobId);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private Process launch() {
        try {
            Files.createDirectories(WORK);
            ProcessBuilder builder = new ProcessBuilder(FOLDER.resolve("run").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            WORK.resolve("backend.log").toFile()));
            builder.environment().putAll(settings);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> get("/api/images/none/status").status() == 404);
    }

    /** By its whole address, since it is not the gateway and has a contract of its own. */
    private static Answer get(String path) {
        return Stack.running().anonymous().get("http://localhost:" + Stack.BACKEND_PORT + path);
    }
}
