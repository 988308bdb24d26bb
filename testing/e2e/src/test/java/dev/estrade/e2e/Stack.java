package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged jars on local-stack, started once for all tests of this JVM by the launcher that users run, in a folder of its
 * own. JVMs share the tests, so what one does to its stack is nothing to the others'.
 */
final class Stack {
    private static final Path ROOT = Path.of(System.getProperty("estrade.root"));
    private static final Path HOME = Home.TARGET.resolve(System.getProperty("estrade.home", "estrade-1"));

    /** The origin of the pages in testing/browser. */
    private static final String SHOP = "http://shop.localhost";

    /** Where the stack looks for a generation backend; nobody listens there unless a test does. */
    static final int BACKEND_PORT = freePort();

    /** With generation backends, which tests let die and keep silent. */
    private static final Map<String, String> IMPATIENCE = Map.of(
            "ESTRADE_GENERATION_SILENCE", "2s",
            "ESTRADE_GENERATION_LEASE", "5s",
            "ESTRADE_GENERATION_BACKEND_RETRIES", "500ms,1s,2s",
            "ESTRADE_GENERATION_PER_MINUTE", "300");

    /** With browsers that record and die; longer than a service takes to start again. */
    private static final Map<String, String> LEASE = Map.of("ESTRADE_RECORDING_LEASE", "20s");

    /** All tests come from one address, some of them ten thousand times; the gateway's own tests are for its limits. */
    private static final Map<String, String> RATES =
            Map.of("ESTRADE_RATE_PER_ADDRESS", "0", "ESTRADE_RATE_PER_USER", "0");

    /** Spans of those requests only whose traceparent says that they are sampled. */
    private static final Map<String, String> WATCHED = Map.of(
            "ESTRADE_TRACING_ENDPOINT", Spans.collected().address().toString(),
            "ESTRADE_TRACING_SAMPLING", "0",
            "ESTRADE_LOG_FORMAT", "json");

    /** Commands that change nothing: after all others the gateway may be somewhere else. */
    private static final Set<String> QUESTIONS = Set.of("status", "token", "logs");

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final AtomicReference<@Nullable URI> GATEWAY = new AtomicReference<>();
    private static final Stack RUNNING = start();

    private Stack() {}

    static Stack running() {
        return RUNNING;
    }

    Path home() {
        return HOME;
    }

    /** Asked for once, as each question starts a JVM. */
    URI gateway() {
        URI known = GATEWAY.get();
        if (known != null) {
            return known;
        }
        URI asked = URI.create(status().path("gateway").asString());
        GATEWAY.set(asked);
        return asked;
    }

    JsonNode status() {
        return JsonMapper.shared().readTree(run("status", "--json"));
    }

    long pid(String service) {
        return status().path("services").path(service).path("pid").asLong();
    }

    /** Of the services themselves, behind the gateway; they stay the same when one starts again. */
    Map<String, URI> addresses() {
        Map<String, URI> addresses = new HashMap<>();
        status().path("services")
                .properties()
                .forEach(service -> addresses.put(
                        service.getKey(),
                        URI.create("http://localhost:"
                                + service.getValue().path("port").asInt())));
        return addresses;
    }

    /** Where each service's metrics are read. */
    Map<String, URI> metrics() {
        JsonNode state = JsonMapper.shared().readTree(HOME.resolve("run.json").toFile());
        Map<String, URI> addresses = new HashMap<>();
        state.path("services")
                .properties()
                .forEach(service -> addresses.put(
                        service.getKey(),
                        URI.create("http://localhost:"
                                + service.getValue().path("managementPort").asInt()
                                + "/actuator/prometheus")));
        return addresses;
    }

    /** Of the process that holds broker, stores and issuer, and ends all others when it dies. */
    long infrastructure() {
        return status().path("pid").asLong();
    }

    Client as(String person) {
        return new Client(gateway(), token(person));
    }

    Client anonymous() {
        return new Client(gateway(), "");
    }

    String token(String person) {
        return TOKENS.computeIfAbsent(person, name -> run("token", name).strip());
    }

    /** After the issuer has started anew, maybe at another address. */
    static void forgetTokens() {
        TOKENS.clear();
    }

    private static Stack start() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run("down")));
        try (FileChannel once = FileChannel.open(Home.TARGET.resolve("preparation.lock"), CREATE, WRITE);
                FileLock ignored = once.lock()) {
            run("tools");
            run("up");
            return new Stack();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code ./estrade} as a user would. @return standard output */
    static String run(String... args) {
        try {
            return answerTo(args);
        } finally {
            if (!QUESTIONS.contains(args[0])) {
                GATEWAY.set(null);
            }
        }
    }

    private static String answerTo(String... args) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("estrade").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        builder.environment().put("ESTRADE_HOME", HOME.toString());
        builder.environment().put("ESTRADE_PORT", "0");
        builder.environment().put("ESTRADE_BUILD", "never");
        builder.environment().put("FOCUST_ALLOWED_ORIGINS", SHOP);
        builder.environment().put("ESTRADE_START_CACHE", "before");
        builder.environment()
                .put(
                        "ESTRADE_START_CACHE_DIR",
                        Home.TARGET.resolve("start-cache").toString());
        builder.environment().put("ESTRADE_GENERATION_BACKEND_URL", "http://localhost:" + BACKEND_PORT);
        builder.environment().putAll(IMPATIENCE);
        builder.environment().putAll(LEASE);
        builder.environment().putAll(RATES);
        builder.environment().putAll(WATCHED);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " exited " + process.exitValue() + ": " + out);
            }
            return out;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
