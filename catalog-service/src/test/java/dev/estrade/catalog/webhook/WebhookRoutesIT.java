package dev.estrade.catalog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The routes of endpoints and deliveries: who may call them, and what they refuse. */
class WebhookRoutesIT extends RunningCatalog {
    private static final List<String> EVENTS = List.of("lesson.ready", "formation.failed");

    @Autowired
    private ReactiveMongoOperations mongo;

    @Autowired
    private Deliveries deliveries;

    static Stream<Arguments> routes() {
        return Stream.of(
                Arguments.of(HttpMethod.POST, ""),
                Arguments.of(HttpMethod.GET, ""),
                Arguments.of(HttpMethod.GET, "/e1"),
                Arguments.of(HttpMethod.DELETE, "/e1"),
                Arguments.of(HttpMethod.POST, "/e1/secret"),
                Arguments.of(HttpMethod.POST, "/e1/enable"),
                Arguments.of(HttpMethod.POST, "/e1/ping"),
                Arguments.of(HttpMethod.GET, "/e1/deliveries"),
                Arguments.of(HttpMethod.POST, "/e1/deliveries/d1/replay"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void areForOperators(HttpMethod method, String path) {
        problem(call(method, ENDPOINTS + path, Map.of(), ""), 401, "auth.unauthenticated");
        problem(call(method, ENDPOINTS + path, Map.of(), "learner"), 403, "auth.forbidden");
        problem(call(method, ENDPOINTS + path, Map.of(), "trainer"), 403, "auth.forbidden");
        for (String operator : List.of("admin", "service")) {
            int status = status(call(method, ENDPOINTS + path, Map.of(), operator));
            assertThat(status).isIn(path.isEmpty() ? List.of(200, 400) : List.of(404));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9000/hook, webhook.address_refused",
        "https://169.254.169.254/latest/meta-data, webhook.address_refused",
        "https://[::1]/hook, webhook.address_refused",
        "https://10.1.2.3/hook, webhook.address_refused",
        "ftp://localhost/hook, webhook.url_refused",
        "https://user:secret@localhost/hook, webhook.url_refused",
        "https://8.8.8.8:25/hook, webhook.url_refused",
        "/hook, webhook.url_refused"
    })
    void refuseUrlsThatMayNotBeCalled(String url, String code) {
        ResponseSpec answer = post(ENDPOINTS, Map.of("url", url, "events", EVENTS));

        answer.expectStatus().isEqualTo(422);
        answer.expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.errors[0].field")
                .isEqualTo("url");
    }

    @Test
    void nameEveryFaultOfARequest() {
        ResponseSpec answer = post(ENDPOINTS, Map.of("url", "http://a b", "events", List.of("lesson.ready", "x")));

        answer.expectStatus().isBadRequest();
        answer.expectBody()
                .jsonPath("$.errors[?(@.field == 'url')]")
                .exists()
                .jsonPath("$.errors[?(@.field == 'events[1]')]")
                .exists();
        problem(post(ENDPOINTS, Map.of("url", "https://localhost/")), 400, "request.invalid");
        problem(get(ENDPOINTS + "?limit=0"), 400, "request.invalid");
        String id = create().path("id").asString();
        problem(get(ENDPOINTS + "/" + id + "/deliveries?status=lost"), 400, "request.invalid");
        problem(post(ENDPOINTS + "/" + id + "/deliveries/d1/replay"), 404, "webhook.delivery_unknown");
        problem(get(ENDPOINTS + "/e1"), 404, "webhook.endpoint_unknown");
    }

    @Test
    void showASecretOnceAndKeepItSealed() {
        ResponseSpec answer = post(ENDPOINTS, Map.of("url", "https://localhost/hook", "events", EVENTS));
        answer.expectStatus().isCreated();
        answer.expectHeader().valueMatches("Cache-Control", "no-store");
        JsonNode created = json(answer);
        String path = ENDPOINTS + "/" + created.path("id").asString();
        String secret = created.path("secret").asString();

        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
        assertThat(json(get(path)).has("secret")).isFalse();
        assertThat(json(get(path)).path("events").valueStream().map(JsonNode::asString))
                .isEqualTo(EVENTS);
        assertThat(json(post(path + "/secret")).path("secret").asString()).startsWith("whsec_");
        Document stored = Objects.requireNonNull(mongo.getCollection("webhook_endpoints")
                .flatMapMany(
                        all -> all.find(new Document("_id", created.path("id").asString())))
                .blockFirst());
        assertThat(stored.toJson()).doesNotContain(secret.substring("whsec_".length()));
    }

    @Test
    void listEndpointsByPagesAndForgetDeletedOnes() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(i -> create().path("id").asString())
                .toList();

        JsonNode first = json(get(ENDPOINTS + "?limit=2"));
        JsonNode second = json(
                get(ENDPOINTS + "?limit=1&cursor=" + first.path("next_cursor").asString()));
        assertThat(first.path("data").valueStream().map(each -> each.path("id").asString()))
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(second.at("/data/0/id").asString()).isEqualTo(ids.get(0));

        String path = ENDPOINTS + "/" + ids.get(0);
        deliveries.insert(settled(ids.get(0), Instant.now())).block();
        call(HttpMethod.DELETE, path, Map.of(), "service").expectStatus().isNoContent();
        problem(get(path), 404, "webhook.endpoint_unknown");
        problem(get(path + "/deliveries"), 404, "webhook.endpoint_unknown");
        assertThat(deliveries.list(ids.get(0), null, 9, null).collectList().block())
                .isEmpty();
    }

    @Test
    void showTheLogOnlyAsLongAsItIsKept() {
        String id = create().path("id").asString();
        deliveries.insert(settled(id, Instant.now().minus(Duration.ofDays(31)))).block();
        Delivery kept = deliveries
                .insert(settled(id, Instant.now().minus(Duration.ofDays(29))))
                .block();
        assertThat(log(id)).hasSize(2);

        deliveries.forgetSettledOlderThan(Duration.ofDays(30)).block();

        assertThat(log(id))
                .singleElement()
                .satisfies(left -> assertThat(left.path("id").asString())
                        .isEqualTo(Objects.requireNonNull(kept).id()));
    }

    private JsonNode create() {
        return json(post(ENDPOINTS, Map.of("url", "https://localhost/hook", "events", EVENTS)));
    }

    private JsonNode log(String endpointId) {
        return json(get(ENDPOINTS + "/" + endpointId + "/deliveries?status=failed"))
                .path("data");
    }

    private static Delivery settled(String endpointId, Instant at) {
        return Delivery.of("msg_" + at.toEpochMilli(), endpointId, "lesson.ready", "{}", at, Duration.ZERO)
                .givenUp(Attempt.failed(at, "No."));
    }

    private static int status(ResponseSpec answer) {
        return answer.returnResult(Void.class).getStatus().value();
    }
}
