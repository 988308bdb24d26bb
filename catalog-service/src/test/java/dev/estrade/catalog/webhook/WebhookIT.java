package dev.estrade.catalog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.CatalogApplication;
import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.webhook.Receiver.Answer;
import dev.estrade.catalog.webhook.Receiver.Received;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Deliveries to a real receiver that knows the official library. */
class WebhookIT extends RunningCatalog {
    private static final Receiver RECEIVER = Receiver.start();

    private final String name = "r-" + UUID.randomUUID();

    @Autowired
    private FanOut fanOut;

    @Autowired
    private DeliveryWorker worker;

    @Autowired
    private WebhookEndpoints endpoints;

    @Autowired
    private SigningSecrets secrets;

    @Test
    void deliversWhatTheOfficialLibraryAccepts() {
        JsonNode endpoint = create(name, Fact.Type.LESSON_READY);
        RECEIVER.knows(name, endpoint.path("secret").asString(), secrets.next());
        Fact fact = fact(Fact.Type.LESSON_READY);
        tell(fact);
        tell(fact(Fact.Type.LESSON_FAILED));

        Received received = await(1).get(0);
        assertThat(received.verified()).containsExactly(true, false);
        assertThat(received.type()).isEqualTo("application/json");
        assertThat(received.payload().path("type").asString()).isEqualTo("lesson.ready");
        assertThat(received.payload().path("timestamp").asString())
                .isEqualTo(fact.at().toString());
        assertThat(received.payload().path("data").path("lesson_id").asString()).isEqualTo("l1");
        assertThat(received.payload().path("data").path("user_id").asString()).isEqualTo("trainer");
        JsonNode delivery = settled(endpoint, "delivered");
        assertThat(delivery.path("id").asString()).isEqualTo(received.id());
        assertThat(delivery.at("/attempts/0/status_code").asInt()).isEqualTo(204);
        assertThat(deliveries(endpoint)).hasSize(1);
    }

    @Test
    void deliversAFactOnceHoweverOftenItIsTold() {
        JsonNode endpoint = create(name, Fact.Type.RECORDING_SAVED);
        Fact fact = fact(Fact.Type.RECORDING_SAVED);

        Flux.range(0, 50).flatMap(time -> fanOut.tell(fact), 50).blockLast();
        settled(endpoint, "delivered");
        tell(fact);

        assertThat(deliveries(endpoint)).hasSize(1);
        assertThat(await(1)).hasSameSizeAs(deliveries(endpoint).at("/0/attempts"));
    }

    @Test
    void triesAgainUnderTheSameId() {
        JsonNode endpoint = create(name, Fact.Type.LESSON_FAILED);
        RECEIVER.knows(name, endpoint.path("secret").asString());
        RECEIVER.answers(name, Answer.of(500).saying("x".repeat(5000)), Answer.silence());
        tell(fact(Fact.Type.LESSON_FAILED));

        List<Received> received = await(3);
        JsonNode attempts = settled(endpoint, "delivered").path("attempts");
        assertThat(received)
                .extracting(Received::id)
                .containsOnly(received.get(0).id());
        assertThat(received).allMatch(each -> each.verified().equals(List.of(true)));
        assertThat(received.get(2).timestamp()).isGreaterThan(received.get(0).timestamp());
        assertThat(attempts.at("/0/status_code").asInt()).isEqualTo(500);
        assertThat(attempts.at("/0/response").asString()).hasSize(1024);
        assertThat(attempts.at("/1/error").asString()).isEqualTo("There was no answer within 3 s.");
        assertThat(attempts.at("/1/duration").asDouble()).isBetween(2.9, 9.0);
        assertThat(attempts.at("/2/status_code").asInt()).isEqualTo(204);
    }

    @Test
    void tellsNothingToAnEndpointThatIsGoneUntilItIsEnabled() {
        JsonNode endpoint = create(name, Fact.Type.GENERATION_FAILED);
        RECEIVER.answers(name, Answer.of(410));
        tell(fact(Fact.Type.GENERATION_FAILED));
        String delivery = settled(endpoint, "failed").path("id").asString();

        tell(fact(Fact.Type.GENERATION_FAILED));
        assertThat(json(get(path(endpoint))).path("enabled").asBoolean()).isFalse();
        assertThat(deliveries(endpoint)).hasSize(1);
        problem(post(path(endpoint) + "/deliveries/" + delivery + "/replay"), 409, "webhook.endpoint_disabled");
        problem(post(path(endpoint) + "/ping"), 409, "webhook.endpoint_disabled");

        assertThat(json(post(path(endpoint) + "/enable")).path("enabled").asBoolean())
                .isTrue();
        post(path(endpoint) + "/deliveries/" + delivery + "/replay")
                .expectStatus()
                .isAccepted();
        assertThat(settled(endpoint, "delivered").path("id").asString()).isEqualTo(delivery);
    }

    @Test
    void followsNoRedirect() {
        JsonNode endpoint = create(name, Fact.Type.FORMATION_READY);
        RECEIVER.answers(name, Answer.of(307).with("Location", RECEIVER.url("localhost", name + "-other")));
        tell(fact(Fact.Type.FORMATION_READY));

        assertThat(settled(endpoint, "delivered").at("/attempts/0/status_code").asInt())
                .isEqualTo(307);
        assertThat(RECEIVER.received(name + "-other")).isEmpty();
    }

    @Test
    void signsWithTheOldSecretBesideTheNew() {
        JsonNode endpoint = create(name, Fact.Type.FORMATION_FAILED);
        JsonNode rotated = json(post(path(endpoint) + "/secret"));
        RECEIVER.knows(
                name, endpoint.path("secret").asString(), rotated.path("secret").asString());
        tell(fact(Fact.Type.FORMATION_FAILED));

        Received received = await(1).get(0);
        assertThat(received.signatures()).isEqualTo(2);
        assertThat(received.verified()).containsExactly(true, true);
    }

    @Test
    void sendsAgainWhatAKilledWorkerWasSending() {
        JsonNode endpoint = create(name, Fact.Type.GENERATION_COMPLETED);
        RECEIVER.answers(name, Answer.silence());
        tell(fact(Fact.Type.GENERATION_COMPLETED));
        await(1);
        worker.stop();
        worker.start();

        List<Received> received = await(2);
        assertThat(received.get(1).id()).isEqualTo(received.get(0).id());
        assertThat(settled(endpoint, "delivered").path("attempts")).hasSize(1);
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        JsonNode endpoint = create(name, Fact.Type.LESSON_READY);
        RECEIVER.answers(name, Answer.of(503).with("Retry-After", "3600"));
        tell(fact(Fact.Type.LESSON_READY));
        eventually(() -> deliveries(endpoint).path(0).path("attempts").size() == 1);

        JsonNode waiting = deliveries(endpoint).get(0);
        assertThat(waiting.path("status").asString()).isEqualTo("pending");
        assertThat(Instant.parse(waiting.path("next_attempt_at").asString()))
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
        post(path(endpoint) + "/deliveries/" + waiting.path("id").asString() + "/replay")
                .expectStatus()
                .isAccepted();
        settled(endpoint, "delivered");
    }

    @Test
    void doesNotLetASilentEndpointHoldUpOthers() {
        JsonNode silent = create(name + "-silent", Fact.Type.LESSON_FAILED);
        JsonNode endpoint = create(name, Fact.Type.FORMATION_READY);
        RECEIVER.alwaysAnswers(name + "-silent", Answer.silence());
        for (int i = 0; i < 30; i++) {
            tell(fact(Fact.Type.LESSON_FAILED));
        }
        eventually(() -> !RECEIVER.received(name + "-silent").isEmpty());

        Instant told = Instant.now();
        tell(fact(Fact.Type.FORMATION_READY));
        await(1);

        assertThat(told.plusSeconds(10)).isAfter(Instant.now());
        settled(endpoint, "delivered");
        call(HttpMethod.DELETE, path(silent), Map.of(), "admin").expectStatus().isNoContent();
    }

    @Test
    void doesNotCallAPrivateAddress() {
        String id = WebhookEndpoint.newId();
        WebhookEndpoint hostile = WebhookEndpoint.of(
                id,
                URI.create(RECEIVER.url("127.0.0.1", name)),
                Set.of(Fact.Type.RECORDING_SAVED),
                secrets.seal(secrets.next(), id),
                Instant.now());
        endpoints.insert(hostile).block();
        tell(fact(Fact.Type.RECORDING_SAVED));

        eventually(() -> deliveriesOf(id).path(0).path("attempts").size() > 1);
        assertThat(deliveriesOf(id).at("/0/attempts/0/error").asString()).contains("no public address");
        assertThat(RECEIVER.received(name)).isEmpty();
        endpoints.remove(id).block();
    }

    @Test
    void makesEachAttemptInOneReplica() {
        JsonNode endpoint = create(name, Fact.Type.GENERATION_FAILED);
        // Not closed: Spring would end the event loops of the whole JVM with it.
        ConfigurableApplicationContext other = SpringApplication.run(CatalogApplication.class, arguments());
        FanOut there = other.getBean(FanOut.class);
        Flux.range(0, 100)
                .map(i -> fact(Fact.Type.GENERATION_FAILED))
                .flatMap(fact -> Flux.merge(fanOut.tell(fact), there.tell(fact)))
                .blockLast();

        eventually(() -> delivered(endpoint).size() == 100);
        other.getBean(DeliveryWorker.class).stop();
        long noted = delivered(endpoint)
                .valueStream()
                .mapToLong(delivery -> delivery.path("attempts").size())
                .sum();
        assertThat((long) RECEIVER.received(name).size()).isBetween(100L, noted);
    }

    @Test
    void pings() {
        JsonNode endpoint = create(name, Fact.Type.LESSON_READY);
        RECEIVER.knows(name, endpoint.path("secret").asString());

        post(path(endpoint) + "/ping").expectStatus().isAccepted();

        Received received = await(1).get(0);
        assertThat(received.payload().path("type").asString()).isEqualTo("webhook.ping");
        assertThat(received.verified()).containsExactly(true);
    }

    private JsonNode create(String receiverName, Fact.Type... events) {
        return json(post(
                ENDPOINTS,
                Map.of(
                        "url",
                        RECEIVER.url("localhost", receiverName),
                        "events",
                        List.of(events).stream().map(Fact.Type::text).toList())));
    }

    private void tell(Fact fact) {
        fanOut.tell(fact).block();
    }

    private static Fact fact(Fact.Type type) {
        return new Fact(UUID.randomUUID().toString(), type, "trainer", Instant.now(), Map.of("lesson_id", "l1"));
    }

    private List<Received> await(int count) {
        eventually(() -> RECEIVER.received(name).size() >= count);
        return RECEIVER.received(name);
    }

    /** @return the newest delivery, once it is so */
    private JsonNode settled(JsonNode endpoint, String status) {
        eventually(
                () -> deliveries(endpoint).path(0).path("status").asString("").equals(status));
        return deliveries(endpoint).get(0);
    }

    private JsonNode deliveries(JsonNode endpoint) {
        return deliveriesOf(endpoint.path("id").asString());
    }

    private JsonNode deliveriesOf(String endpointId) {
        return json(get(ENDPOINTS + "/" + endpointId + "/deliveries")).path("data");
    }

    private JsonNode delivered(JsonNode endpoint) {
        return json(get(path(endpoint) + "/deliveries?status=delivered&limit=100"))
                .path("data");
    }

    private static String path(JsonNode endpoint) {
        return ENDPOINTS + "/" + endpoint.path("id").asString();
    }

    private static void eventually(Supplier<Boolean> claim) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(claim::get);
    }
}
