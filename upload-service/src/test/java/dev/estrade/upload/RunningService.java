package dev.estrade.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** upload-service on real servers, and a client of it. */
public final class RunningService implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Issuer issuer;
    private final Map<String, String> settings;
    private final ConfigurableApplicationContext context;
    private final String address;

    private RunningService(Issuer issuer, Map<String, String> settings, ConfigurableApplicationContext context) {
        this.issuer = issuer;
        this.settings = settings;
        this.context = context;
        this.address = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** @param settings beside those of the infrastructure, {@code name=value} */
    public static RunningService start(String... settings) {
        Issuer issuer = Issuer.start();
        Map<String, String> all = Infra.running().settings();
        all.put("ESTRADE_ISSUER_URI", "");
        all.put("ESTRADE_JWK_SET_URI", issuer.jwkSetUri());
        Arrays.stream(settings).map(one -> one.split("=", 2)).forEach(one -> all.put(one[0], one[1]));
        return new RunningService(
                issuer,
                all,
                SpringApplication.run(
                        UploadApplication.class,
                        all.entrySet().stream()
                                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new)));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Of a second replica. */
    public Map<String, String> settings() {
        return settings;
    }

    /** A client of another replica. */
    public Client at(String address, String user) {
        return new Client(address, issuer.token(user, "trainer"));
    }

    public ObjectStore media() {
        return bean(ObjectStores.class).media();
    }

    public Client as(String user, String... roles) {
        return new Client(address, issuer.token(user, roles.length == 0 ? new String[] {"trainer"} : roles));
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
    }

    /** PUTs as a browser does, without a token. @return the answer, for its ETag */
    public static HttpResponse<String> put(String url, byte[] body, @Nullable String contentType) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).PUT(BodyPublishers.ofByteArray(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return send(request.build());
    }

    /** Bytes that begin like an MP4 file and go on at random, the same for the same seed. */
    public static byte[] video(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        byte[] head = "\0\0\0\u0018ftypisom".getBytes(UTF_8);
        System.arraycopy(head, 0, bytes, 0, Math.min(head.length, length));
        return bytes;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
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

        public Answer get(String path) {
            return call("GET", path, BodyPublishers.noBody(), List.of());
        }

        public Answer delete(String path) {
            return call("DELETE", path, BodyPublishers.noBody(), List.of());
        }

        public Answer post(String path, Object body) {
            String json =
                    body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body);
            return call("POST", path, BodyPublishers.ofString(json), List.of("Content-Type", "application/json"));
        }

        public Answer call(String method, String path, BodyPublisher body, List<String> headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at + path))
                    .timeout(PATIENCE)
                    .method(method, body)
                    .header("Authorization", "Bearer " + token);
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            HttpResponse<String> answer = send(request.build());
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Retry-After").isPresent());
        }
    }

    /** @param retryLater whether {@code Retry-After} says when */
    public record Answer(int status, String body, boolean retryLater) {
        public Answer expect(int expected) {
            Assertions.assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        /** An error with this status and code. */
        public Answer expect(int expected, String code) {
            expect(expected);
            Assertions.assertThat(text("code")).isEqualTo(code);
            return this;
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** A member's text by its path, such as {@code uploads/0/video_id}. */
        public String text(String path) {
            return json().at("/" + path).asString();
        }
    }
}
