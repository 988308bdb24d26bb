package dev.estrade.upload.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Answer;
import dev.estrade.upload.RunningService.Client;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** A second replica of a running service, in a process of its own, that is going to die. */
final class Replica implements AutoCloseable {
    private final Process process;
    private final Client client;
    private final int haltAt;

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
        settings.put("spring.main.lazy-initialization", "true");
        settings.put("estrade.upload.sweep-every", "1h");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Victim.class.getName()));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "victim.log").toFile())
                    .start();
            awaitPort(process, port);
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
        } catch (IllegalStateException died) {
            return Optional.empty();
        }
    }

    /** Whether it was killed by what it did; a change that follows an answer may still be under way. */
    boolean isDead() {
        try {
            return process.waitFor(700, TimeUnit.MILLISECONDS) && process.exitValue() == Victim.KILLED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void awaitPort(Process process, int port) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("It ended before it began: see target/victim.log");
                    }
                    try (Socket socket = new Socket("localhost", port)) {
                        return socket.isConnected();
                    } catch (IOException notYet) {
                        return false;
                    }
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
