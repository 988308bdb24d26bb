package dev.estrade.e2e;

import dev.estrade.test.api.ApiContract;
import dev.estrade.test.api.Observed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Somebody in front of the gateway, with an access token or without one. What it answers must be as docs/openapi has it. */
final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final String bearer;

    Client(URI gateway, String bearer) {
        this.gateway = gateway;
        this.bearer = bearer;
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    Answer get(String path, Map<String, String> headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return send("POST", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)), all);
    }

    Answer patch(String path, Object body, String tag) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "If-Match", tag);
        return send("PATCH", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)), headers);
    }

    Answer put(String path, Object body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        return send("PUT", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)), headers);
    }

    Answer put(String path) {
        return send("PUT", path, BodyPublishers.noBody(), Map.of());
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    /** Sends to any address; a path is resolved at the gateway. */
    Answer send(String method, String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        boolean own = path.startsWith("/");
        HttpRequest.Builder request = HttpRequest.newBuilder(own ? URI.create(gateway + path) : URI.create(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (own && !bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            if (own) {
                Observed.answer(ApiContract.Answer.of(response));
            }
            return new Answer(response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
