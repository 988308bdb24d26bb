package dev.estrade.upload.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.SharedClasses;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.RunningService.Client;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** A second replica of a running service, in a process of its own, that is going to die. */
final class Replica implements AutoCloseable {
    private static final Path LOG = Path.of("target", "victim.log");

    private final Process process;
    private final Client client;
    private final int haltAt;
    private boolean answering = true;

    private Replica(Process process, Client client, int haltAt) {
        this.process = process;
        this.client = client;
        this.haltAt = haltAt;
    }

    /** @param haltAt counts its changes from the first request on */
    static Replica start(RunningService first, String user, int haltAt) {
        int port = freePort();
        Map<String, String> settings = new HashMap<>(first.settings());
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("spring.kafka.listener.auto-startup", "false");
        settings.put("estrade.upload.sweep.every", "1h");
        List<String> arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
        List<String> command = SharedClasses.of(Victim.class, arguments).command();
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
            awaitStarted(process);
            return new Replica(process, first.at("http://localhost:" + port, user), haltAt);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer, if the process lived to give it. */
    Optional<Answer> call(String method, String path, Object body) {
        String json = JsonMapper.shared().writeValueAsString(body);
        return call(method, path, json.getBytes(UTF_8), "application/json");
    }

    Optional<Answer> call(String method, String path, byte[] body, String contentType) {
        try {
            return Optional.of(client.call(
                    method,
                    path,
                    BodyPublishers.ofByteArray(body),
                    List.of("Content-Type", contentType, Victim.HALT_AT, Integer.toString(haltAt))));
        } catch (IllegalStateException noAnswer) {
            answering = false;
            return Optional.empty();
        }
    }

    /** Whether it was killed by what it did; a change that follows the last answer may still be under way. */
    boolean isDead() {
        try {
            boolean ended = process.waitFor(answering ? 1 : 60, TimeUnit.SECONDS);
            assertThat(ended || answering).as("it gave no answer, and lives").isTrue();
            assertThat(ended ? process.exitValue() : Victim.KILLED).isEqualTo(Victim.KILLED);
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void awaitStarted(Process process) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    assertThat(process.isAlive())
                            .as("it ended before it began: see " + LOG)
                            .isTrue();
                    return Files.readString(LOG).contains("Started UploadApplication");
                });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
