package dev.estrade.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.webhook.WebhookSecret;
import dev.estrade.support.webhook.WebhookSignature;
import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** generation-service on real servers, impatient, with a backend that does as it is told, and a client of both. */
public final class RunningGeneration {
    public static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Issuer ISSUER = Issuer.start();
    private static @Nullable RunningGeneration shared;

    private final Map<String, String> settings;
    private final ConfigurableApplicationContext context;
    private final FakeBackend backend;
    private final String address;

    private RunningGeneration(Map<String, String> settings, FakeBackend backend) {
        this.settings = settings;
        this.backend = backend;
        this.context = SpringApplication.run(
                GenerationApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        this.address = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** One for all tests that need no settings of their own; it ends with the JVM. */
    public static synchronized RunningGeneration shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** @param own settings, {@code name=value} */
    public static RunningGeneration start(String... own) {
        FakeBackend backend = FakeBackend.start();
        Map<String, String> all = Infra.running().settings();
        all.put("ESTRADE_ISSUER_URI", "");
        all.put("ESTRADE_JWK_SET_URI", ISSUER.jwkSetUri());
        all.put("ESTRADE_WEBHOOK_SECRETS", SECRET);
        all.put("ESTRADE_GENERATION_BACKEND_URL", backend.url());
        all.put("ESTRADE_GENERATION_RUNNING", "1000");
        all.put("ESTRADE_GENERATION_PER_MINUTE", "100000");
        all.put("ESTRADE_OUTBOUND_HTTP", "true");
        all.put("ESTRADE_OUTBOUND_ALLOWED_PRIVATE_HOSTS", "localhost");
        all.put("ESTRADE_GENERATION_RESULT_HOSTS", "localhost, 127.0.0.1, [::1], 10.0.0.1, 169.254.169.254, *.invalid");
        all.put("ESTRADE_GENERATION_MAX_RESULT", "20MB");
        all.put("ESTRADE_STREAM_POLL", "500ms");
        all.put("estrade.generation.backend.retries", "100ms");
        all.put("estrade.generation.backend.timeout", "1s");
        all.put("estrade.generation.backend.silence", "1s");
        // The JVM ends without closing one context after the other.
        all.put("spring.main.register-shutdown-hook", "false");
        all.put("estrade.generation.lease", "2s");
        all.put("estrade.generation.poll", "100ms");
        all.put("estrade.generation.results.patience", "1s");
        Arrays.stream(own).map(one -> one.split("=", 2)).forEach(one -> all.put(one[0], one[1]));
        return new RunningGeneration(all, backend);
    }

    /** Beside this one, on the same database. Neither is closed: Spring would end the event loops of the whole JVM. */
    public RunningGeneration replica() {
        return new RunningGeneration(settings, backend);
    }

    public FakeBackend backend() {
        return backend;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ObjectStore media() {
        return bean(ObjectStores.class).media();
    }

    public Client as(String user, String... roles) {
        return new Client(address, ISSUER.token(user, roles));
    }

    /** Somebody who is new here. */
    public Client somebody() {
        return as("u-" + UUID.randomUUID(), "learner");
    }

    public Answer webhook(String kind, Map<String, ?> payload) {
        return webhook(kind, JsonMapper.shared().writeValueAsString(payload), SECRET, Instant.now());
    }

    public Answer webhook(String kind, String body, String secret, Instant at) {
        String id = "msg_" + UUID.randomUUID();
        String signature = WebhookSignature.of(List.of(WebhookSecret.of(secret)), id, at, body.getBytes(UTF_8));
        return post(kind, body, id, String.valueOf(at.getEpochSecond()), signature)
                .join();
    }

    /** @param signature null for none */
    public CompletableFuture<Answer> post(
            String kind, String body, String id, String timestamp, @Nullable String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address + "/api/webhooks/" + kind + "-completion"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (signature != null) {
            request.headers("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature);
        }
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(answer -> new Answer(answer.statusCode(), answer.body(), ""));
    }

    public static void eventually(Predicate<Void> claim) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> claim.test(null));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One person. */
    public static final class Client {
        private final String at;
        private final String token;

        private Client(String at, String token) {
            this.at = at;
            this.token = token;
        }

        public String token() {
            return token;
        }

        public String address(String path) {
            return at + path;
        }

        /** @return the job's id */
        public String generate(String kind, String prompt) {
            return post("/api/" + kind + "/generate", Map.of("prompt", prompt))
                    .expect(202)
                    .text("job_id");
        }

        public JsonNode status(String kind, String id) {
            return get("/api/" + kind + "/" + id + "/status").expect(200).json();
        }

        /** Waits for this status. */
        public JsonNode await(String kind, String id, String status) {
            eventually(nothing -> status(kind, id).path("status").asString().equals(status));
            return status(kind, id);
        }

        /** Waits until the job has failed. @return the code */
        public String failure(String kind, String id) {
            return await(kind, id, "FAILED").at("/error/code").asString();
        }

        public Answer get(String path) {
            return call("GET", path, null);
        }

        public Answer delete(String path) {
            return call("DELETE", path, null);
        }

        public Answer post(String path, Object body, String... headers) {
            String json =
                    body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body);
            return call("POST", path, json, headers);
        }

        private Answer call(String method, String path, @Nullable String body, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at + path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<String> answer = send(request.build());
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Retry-After").orElse(""));
        }
    }

    /** @param retryAfter empty without the header */
    public record Answer(int status, String body, String retryAfter) {
        public Answer expect(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        public Answer expect(int expected, String code) {
            expect(expected);
            assertThat(text("code")).isEqualTo(code);
            return this;
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String text(String path) {
            return json().at("/" + path).asString("");
        }
    }
}
