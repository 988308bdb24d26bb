package dev.estrade.localstack.issuer;

import com.nimbusds.jose.JOSEException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID Connect issuer for development: discovery, keys and a token endpoint. It knows a handful of people whose
 * password is their name, listens on the loopback interface only, and must never be reachable from elsewhere.
 */
public final class Issuer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final AccessTokens tokens;
    private final TokenEndpoint tokenEndpoint;

    private Issuer(HttpServer server, SigningKey key, String serviceSecret) {
        this.server = server;
        this.tokens = new AccessTokens(key, uri());
        this.tokenEndpoint = new TokenEndpoint(tokens, serviceSecret);
        server.setExecutor(threads);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/jwks", exchange -> answer(exchange, 200, key.publicSet()));
        server.createContext("/token", this::token);
    }

    /** @param serviceSecret the secret of the client {@code service} */
    public static Issuer start(Home home, int port, String serviceSecret) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var issuer = new Issuer(server, SigningKey.of(home.file("issuer-key.json")), serviceSecret);
            server.start();
            return issuer;
        } catch (IOException | JOSEException e) {
            throw new StackException("The identity provider does not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public URI jwkSetUri() {
        return uri().resolve("/jwks");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", uri().toString(),
                "jwks_uri", jwkSetUri().toString(),
                "token_endpoint", uri().resolve("/token").toString(),
                "grant_types_supported", List.of("client_credentials", "password"),
                "response_types_supported", List.of("token"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private void token(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, Map.of("error", "invalid_request"));
            return;
        }
        String form = new String(exchange.getRequestBody().readNBytes(8192), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        TokenEndpoint.Answer answer = tokenEndpoint.answer(form, authorization);
        answer(exchange, answer.status(), answer.body());
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, json.length);
        try (var out = exchange.getResponseBody()) {
            out.write(json);
        }
    }
}
