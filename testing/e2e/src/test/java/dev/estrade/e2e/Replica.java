package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One more process of a service, started as the stack starts its own, at a port of its own. */
final class Replica implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ProcessBuilder builder;
    private final int port;
    private final int managementPort;
    private Process process;

    private Replica(ProcessBuilder builder, int port, int managementPort) {
        this.builder = builder;
        this.port = port;
        this.managementPort = managementPort;
        this.process = start();
    }

    /** @param different settings that this one has not from the stack's own */
    static Replica of(Stack stack, String service, Map<String, String> different) {
        Path own = Path.of("/proc", String.valueOf(stack.pid(service)));
        int port = free();
        int managementPort = free();
        ProcessBuilder builder = new ProcessBuilder(
                        parts(own.resolve("cmdline")).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        stack.home().resolve("logs/replica-" + service + ".log").toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(settings(own));
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
        environment.putAll(different);
        return new Replica(builder, port, managementPort);
    }

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @param group {@code liveness} or {@code readiness} */
    boolean isUp(String group) {
        URI health = URI.create("http://localhost:" + managementPort + "/actuator/health/" + group);
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(health)
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Replica awaitUp(String group) {
        await().atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(builder.command() + " ended with " + process.exitValue());
            }
            return isUp(group);
        });
        return this;
    }

    /** SIGTERM, and waits for the end. */
    void stop() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    void startAgain() {
        process = start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Process start() {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path ofProcess) {
        return parts(ofProcess.resolve("environ"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Stream<String> parts(Path ofProcess) {
        try {
            return Pattern.compile("\0")
                    .splitAsStream(Files.readString(ofProcess, UTF_8))
                    .filter(part -> !part.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
