package dev.estrade.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A service as its image would hold and start it: unpacked, trained and run by the Dockerfile's own commands, as its user,
 * without a right to write beside /tmp. It is transcode-service, the one of the six with most in its image, unless {@code
 * -Destrade.test.image} names another; but not playback-service, which is not ready before a broker tells it what is revoked.
 */
class ImageIT {
    private static final String WITH_FFMPEG = "transcode-service";
    private static final String SERVICE = System.getProperty("estrade.test.image", WITH_FFMPEG);
    private static final Jdk JDK = Jdk.newest();

    private static @Nullable Path root;
    private static @Nullable Image built;

    @BeforeAll
    @Timeout(600)
    static void build() throws IOException {
        root = java.nio.file.Files.createTempDirectory("estrade-image");
        java.nio.file.Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        built = Image.build(root, JDK, SERVICE);
    }

    @AfterAll
    static void remove() {
        Command.output("rm", "-rf", Objects.requireNonNull(root).toString());
    }

    @Test
    void bringsAnFfmpegThatItsUserMayRun() throws IOException {
        assumeThat(SERVICE).isEqualTo(WITH_FFMPEG);
        Path folder;
        try (Stream<Path> unpacked = java.nio.file.Files.list(image().app().resolve("ffmpeg"))) {
            folder = unpacked.findFirst().orElseThrow();
        }
        String version = Command.output(
                image().app(),
                Map.of("LD_LIBRARY_PATH", folder.toString()),
                asItsUser(List.of(folder.resolve("ffmpeg").toString(), "-version")));

        assertThat(version).startsWith("ffmpeg version");
    }

    @Test
    void knowsItsManagementPort() {
        assertThat(Command.output(
                        "cat", image().app().resolve("management-port").toString()))
                .isEqualTo(Microservice.named(SERVICE).managementPort() + "\n");
    }

    @Test
    @Timeout(300)
    void startsOnItsCacheAndIsHealthyAndEndsWhenAsked() throws Exception {
        Map<String, String> environment = environment();
        Process service = start(environment);
        try {
            assertThat(isHealthy(environment)).as("at once").isFalse();
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        assertThat(service.isAlive()).as("%s", log()).isTrue();
                        return isHealthy(environment);
                    });
            assertThat(java.nio.file.Files.readString(Path.of("/proc", Long.toString(service.pid()), "maps"))
                            .contains(image().app().resolve("app.aot").toString()))
                    .isEqualTo(JDK.hasAotCache());
            assertThat(log()).contains("Starting AOT-processed");
        } finally {
            service.destroy();
            assertThat(service.waitFor(60, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(service.exitValue()).isEqualTo(143);
    }

    private static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(asItsUser(image().entrypoint()))
                .directory(image().app().toFile())
                .redirectErrorStream(true)
                .redirectOutput(image().tmp().resolve("log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ESTRADE_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String log() throws IOException {
        return java.nio.file.Files.readString(image().tmp().resolve("log"));
    }

    private static boolean isHealthy(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        image().app().resolve("healthcheck").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start().waitFor() == 0;
    }

    /** As in a container of which nothing but /tmp can be written; nobody else is there. */
    private static Map<String, String> environment() throws IOException {
        String secret = Base64.getEncoder().encodeToString(new byte[32]);
        Map<String, String> environment = new HashMap<>(image().variables());
        environment.put("JDK_JAVA_OPTIONS", "-Xmx192m -Djava.io.tmpdir=" + image().tmp());
        environment.put("SERVER_PORT", "0");
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(freePort()));
        environment.put("ESTRADE_ISSUER_URI", "http://localhost:1");
        environment.put("ESTRADE_S3_ENDPOINT", "http://localhost:1");
        environment.put("ESTRADE_S3_ACCESS_KEY_ID", "key");
        environment.put("ESTRADE_S3_SECRET_ACCESS_KEY", "secret");
        environment.put("ESTRADE_MONGODB_URI", "mongodb://localhost:1");
        environment.put("ESTRADE_KAFKA_BOOTSTRAP_SERVERS", "localhost:1");
        environment.put("ESTRADE_KEY_ENCRYPTION_KEYS", "k1:" + secret);
        environment.put("ESTRADE_TOKEN_SECRETS", "t1:" + secret);
        environment.put("ESTRADE_WEBHOOK_SECRETS", "whsec_" + secret);
        environment.put("SPRING_KAFKA_ADMIN_AUTO_CREATE", "false");
        return environment;
    }

    /** Only root may become somebody else; others are nobody's root already. */
    private static List<String> asItsUser(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            String id = image().user();
            whole.addAll(List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups"));
        }
        whole.addAll(command);
        return whole;
    }

    private static Image image() {
        return Objects.requireNonNull(built);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
