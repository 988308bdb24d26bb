package dev.estrade.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real servers for integration tests: {@code local-stack infra}, started once per test JVM on free ports. It ends with
 * the JVM, because its standard input closes.
 */
public final class Infra implements AutoCloseable {
    private static final Infra RUNNING = start();

    private final Process process;
    private final Map<String, String> environment;

    private Infra(Process process, Map<String, String> environment) {
        this.process = process;
        this.environment = environment;
    }

    public static Infra running() {
        return RUNNING;
    }

    /** Servers of a test's own, which it may harm. */
    public static Infra another() {
        return start();
    }

    /** They hang: connections stay open, new ones are even made, and nobody answers. */
    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + signal + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Addresses and secrets by the names of CONTRACT.md, and a database and a consumer group of this test's own. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(environment);
        settings.put(
                "spring.mongodb.database",
                "test_" + UUID.randomUUID().toString().substring(0, 8));
        settings.put("spring.kafka.consumer.group-id", UUID.randomUUID().toString());
        settings.put("SERVER_PORT", "0");
        settings.put("MANAGEMENT_SERVER_PORT", "0");
        return settings;
    }

    /** {@code estrade.s3.*}, for a context that is no service. */
    public Map<String, Object> store() {
        return Map.of(
                "estrade.s3.endpoint", address("ESTRADE_S3_ENDPOINT"),
                "estrade.s3.region", address("ESTRADE_S3_REGION"),
                "estrade.s3.access-key-id", address("ESTRADE_S3_ACCESS_KEY_ID"),
                "estrade.s3.secret-access-key", address("ESTRADE_S3_SECRET_ACCESS_KEY"));
    }

    public String address(String name) {
        return environment.getOrDefault(name, "");
    }

    /** For {@code @DynamicPropertySource}. */
    public static void register(DynamicPropertyRegistry registry, Map<String, String> settings) {
        settings.forEach((name, value) -> registry.add(name, () -> value));
    }

    private static Infra start() {
        Path jar = Path.of(System.getProperty("estrade.root"), "local-stack", "target", "local-stack.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("Build local-stack first: ./mvnw -pl local-stack -am package -DskipTests");
        }
        try {
            Path home = Files.createTempDirectory(Path.of("target"), "infra");
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process = new ProcessBuilder(List.of(
                            java,
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-jar",
                            jar.toString(),
                            "infra",
                            "--home",
                            home.toString()))
                    .redirectError(home.resolve("infra.log").toFile())
                    .start();
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
            if (line == null) {
                throw new IllegalStateException("local-stack did not start: see " + home.resolve("infra.log"));
            }
            return new Infra(
                    process, JsonMapper.shared().readValue(line, Ready.class).environment());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ready(long pid, String home, Map<String, String> environment) {}
}
