package dev.estrade.localstack.demo;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.TokenClient;
import dev.estrade.localstack.services.RunState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON calls to the gateway in one person's name. */
final class Gateway {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI address;
    private final Tokens tokens;

    /** Gives an access token that is valid now: transcoding may take longer than one lives. */
    interface Tokens {
        String current() throws InterruptedException;
    }

    Gateway(HttpClient http, URI address, Tokens tokens) {
        this.http = http;
        this.address = address;
        this.tokens = tokens;
    }

    static HttpClient connections() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** In the name of one of the local stack's people. */
    static Gateway of(HttpClient http, Home home, RunState stack, String person) {
        var tokens = new TokenClient(home, stack.issuer());
        return new Gateway(http, URI.create(stack.gateway()), () -> tokens.token(person));
    }

    URI address() {
        return address;
    }

    JsonNode get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) throws InterruptedException {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.current());
    }

    private JsonNode send(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.build();
        String call = request.method() + " " + request.uri().getPath();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new StackException(call + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new StackException(call + " got no answer: " + e, e);
        }
    }
}
