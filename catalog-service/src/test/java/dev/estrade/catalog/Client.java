package dev.estrade.catalog;

import dev.estrade.test.Issuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running catalog-service as somebody. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String token;

    Client(int port, Issuer issuer, String user, String... roles) {
        this.port = port;
        this.token = issuer.token(user, roles);
    }

    /** @param body what was answered; missing if nothing was */
    record Answer(int status, HttpHeaders headers, JsonNode body) {
        String code() {
            return body.path("code").asString("");
        }

        List<String> faults() {
            return body.path("errors")
                    .valueStream()
                    .map(fault -> fault.path("field").asString())
                    .toList();
        }

        String tag() {
            return headers.firstValue("ETag").orElseThrow();
        }
    }

    Answer get(String path) {
        return send("GET", path, null).join();
    }

    Answer delete(String path) {
        return send("DELETE", path, null).join();
    }

    Answer put(String path, @Nullable String body) {
        return send("PUT", path, body).join();
    }

    Answer post(String path, String body) {
        return send("POST", path, body).join();
    }

    Answer patch(String path, String tag, String body) {
        return send("PATCH", path, body, "If-Match", tag).join();
    }

    CompletableFuture<Answer> send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(Client::answer);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        JsonNode body = response.body().length == 0
                ? JsonMapper.shared().missingNode()
                : JsonMapper.shared().readTree(response.body());
        return new Answer(response.statusCode(), response.headers(), body);
    }
}
