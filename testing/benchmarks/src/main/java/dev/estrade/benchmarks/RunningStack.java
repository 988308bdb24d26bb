package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stack that {@code ./estrade up} started, seen by one of its people. Start the benchmarks where {@code estrade} lies. */
final class RunningStack {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOOKS = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonNode status = JSON.readTree(estrade("status", "--json"));
    private final String token;

    RunningStack() {
        this("trainer");
    }

    /** @param user of the stack's own people */
    RunningStack(String user) {
        this.token = estrade("token", user).strip();
    }

    /** The named service's process. */
    long pid(String service) {
        return status.path("services").path(service).path("pid").asLong();
    }

    /** Where the named service itself listens. */
    int port(String service) {
        return status.path("services").path(service).path("port").asInt();
    }

    /** The process that holds broker, store and database, and has started all others. */
    long pid() {
        return status.path("pid").asLong();
    }

    /** The database's address. */
    String mongodb() {
        return status.path("mongodb").asString();
    }

    /** The store's address. */
    String s3() {
        return status.path("s3").asString();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, BodyPublishers.noBody());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return call("POST", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    void delete(String path) throws IOException, InterruptedException {
        call("DELETE", path, BodyPublishers.noBody());
    }

    /** Waits until nothing is at this path any more. @throws IllegalStateException after a minute */
    void awaitGone(String path) throws IOException, InterruptedException {
        HttpRequest look = request(path).build();
        for (int i = 0; i < LOOKS; i++) {
            if (http.send(look, BodyHandlers.discarding()).statusCode() == 404) {
                return;
            }
            Thread.sleep(LOOK.toMillis());
        }
        throw new IllegalStateException("Still there: " + path);
    }

    private JsonNode call(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        byte[] answer = send(request(path)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build())
                .body();
        return answer.length == 0 ? JSON.missingNode() : JSON.readTree(answer);
    }

    /** A request to the gateway. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + token);
    }

    /** Of something below the gateway. */
    URI address(String path) {
        return URI.create(status.path("gateway").asString() + path);
    }

    /** Sends to where a presigned URL leads. */
    HttpResponse<byte[]> put(String url, BodyPublisher body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).PUT(body);
        headers.forEach(request::header);
        return send(request.build());
    }

    /** @throws IllegalStateException if the answer is not a success */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("%s %s answered %d %s"
                    .formatted(
                            request.method(),
                            request.uri().getPath(),
                            answer.statusCode(),
                            new String(answer.body(), UTF_8)));
        }
        return answer;
    }

    /** Whatever the answer is. */
    CompletableFuture<HttpResponse<byte[]>> ask(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofByteArray());
    }

    /** Starts a service again that was killed, and returns when it is ready. */
    void restart(String service) {
        estrade("restart", service);
    }

    private static String estrade(String... args) {
        List<String> command = new ArrayList<>(List.of("./estrade"));
        command.addAll(List.of(args));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed");
            }
            return out;
        } catch (IOException e) {
            throw new IllegalStateException("Start the benchmarks in Estrade's folder", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
