package dev.estrade.upload.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import dev.estrade.upload.UploadApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code Idempotency-Key} on a real service and database. */
class IdempotencyIT {
    private static final String BODY =
            "{\"uploads\":[{\"client_ref\":\"a\",\"filename\":\"a.mp4\",\"content_type\":\"video/mp4\",\"size\":12}]}";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Issuer issuer;
    private static ConfigurableApplicationContext service;
    private static URI batches;

    @BeforeAll
    static void start() {
        issuer = Issuer.start();
        Map<String, String> settings = Infra.running().settings();
        settings.put("ESTRADE_ISSUER_URI", "");
        settings.put("ESTRADE_JWK_SET_URI", issuer.jwkSetUri());
        service = SpringApplication.run(
                UploadApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        batches = URI.create("http://localhost:" + port + "/api/upload-batches");
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void replaysTheStoredAnswer() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = post("t1", key, BODY).join();
        HttpResponse<String> again = post("t1", key, BODY).join();

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        String key = UUID.randomUUID().toString();
        post("t1", key, BODY).join();

        HttpResponse<String> other = post("t1", key, BODY.replace("12", "13")).join();

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("idempotency.key_reused");
    }

    @Test
    void keepsTheKeysOfTwoCallersApart() {
        String key = UUID.randomUUID().toString();

        assertThat(batchId(post("t1", key, BODY).join()))
                .isNotEqualTo(batchId(post("t2", key, BODY).join()));
    }

    @Test
    void replaysARefusalToo() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = post("t1", key, "{}").join();
        HttpResponse<String> again = post("t1", key, "{}").join();

        assertThat(first.statusCode()).isEqualTo(400);
        assertThat(first.body()).contains("request.invalid");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    /** However many arrive at once, one runs: the others are told so, or get its answer. */
    @Test
    void runsOnceHoweverManyArriveAtTheSameTime() {
        String key = UUID.randomUUID().toString();
        List<HttpResponse<String>> answers =
                IntStream.range(0, 20).mapToObj(i -> post("crowd", key, BODY)).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        Set<String> created = new HashSet<>();
        for (HttpResponse<String> answer : answers) {
            assertThat(answer.statusCode()).isIn(201, 409);
            if (answer.statusCode() == 201) {
                created.add(batchId(answer));
            }
        }
        assertThat(created).hasSize(1);
        Long batchesOfCrowd = service.getBean(ReactiveMongoOperations.class)
                .count(Query.query(Criteria.where("ownerId").is("crowd")), Batch.class)
                .block();
        assertThat(Objects.requireNonNull(batchesOfCrowd)).isEqualTo(1);
    }

    private static CompletableFuture<HttpResponse<String>> post(String user, String key, String body) {
        HttpRequest request = HttpRequest.newBuilder(batches)
                .header("Authorization", "Bearer " + issuer.token(user, "trainer"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String batchId(HttpResponse<String> answer) {
        JsonNode json = JsonMapper.shared().readTree(answer.body());
        return json.path("batch_id").asString();
    }
}
