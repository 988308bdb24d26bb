package dev.estrade.catalog.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** testing/browser/webhooks/receiver.mjs: somebody else's server, with the official library. It ends with the JVM. */
final class Receiver {
    private static final Path ROOT = Path.of(System.getProperty("estrade.root"));
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    /**
     * What came.
     *
     * @param timestamp seconds
     * @param signatures how many
     * @param verified by each of the secrets that the receiver knows
     */
    record Received(String id, long timestamp, int signatures, String type, JsonNode payload, List<Boolean> verified) {}

    /** How it answers; {@code never} it does not. */
    record Answer(
            int status,
            @Nullable Map<String, String> headers,
            @Nullable String text,
            boolean never) {
        static Answer of(int status) {
            return new Answer(status, null, null, false);
        }

        static Answer silence() {
            return new Answer(0, null, null, true);
        }

        Answer with(String header, String value) {
            return new Answer(status, Map.of(header, value), text, never);
        }

        Answer saying(String words) {
            return new Answer(status, headers, words, never);
        }
    }

    private Receiver(int port) {
        this.port = port;
    }

    static Receiver start() {
        try {
            Process tools = new ProcessBuilder(ROOT.resolve("estrade").toString(), "tools")
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(tools.waitFor()).as("exit status of ./estrade tools").isZero();
            Process node = new ProcessBuilder("node", "webhooks/receiver.mjs")
                    .directory(ROOT.resolve("testing").resolve("browser").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String line = new BufferedReader(new InputStreamReader(node.getInputStream(), UTF_8)).readLine();
            return new Receiver(Integer.parseInt(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param host {@code localhost} may be called, {@code 127.0.0.1} may not */
    String url(String host, String name) {
        return "http://" + host + ":" + port + "/" + name;
    }

    void knows(String name, String... secrets) {
        control(name, Map.of("secrets", secrets));
    }

    /** One after the other; after them 204. */
    void answers(String name, Answer... answers) {
        control(name, Map.of("answers", answers));
    }

    void alwaysAnswers(String name, Answer answer) {
        control(name, Map.of("otherwise", answer));
    }

    List<Received> received(String name) {
        return control(name, null);
    }

    private List<Received> control(String name, @Nullable Object instructions) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url("localhost", "-/" + name)));
        if (instructions != null) {
            request.PUT(BodyPublishers.ofString(JSON.writeValueAsString(instructions)));
        }
        try {
            String answer = http.send(request.build(), BodyHandlers.ofString()).body();
            return JSON.readValue(answer, new TypeReference<List<Received>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
