package dev.estrade.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.GenerationJobFailed;
import dev.estrade.events.Topics;
import dev.estrade.test.EventSender;
import dev.estrade.test.Issuer;
import dev.estrade.test.PublishedEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/operations.md says of events that were put aside, by the management port of a running service. */
class DeadLettersIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final String ASIDE = Topics.GENERATIONS + Topics.DEAD_LETTER_SUFFIX;
    private static final Duration READING = Duration.ofSeconds(2);

    private static Replica service;
    private static URI endpoint;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Replica.settings(ISSUER);
        service = Replica.start(settings, ISSUER);
        String port = service.bean(Environment.class).getRequiredProperty("local.management.port");
        endpoint = URI.create("http://localhost:" + port + "/actuator/deadletters/");
    }

    @AfterAll
    static void stop() {
        service.close();
        ISSUER.close();
    }

    @Test
    void comeBackToTheirTopicAsTheyWereAndAreHandledOnce() throws IOException, InterruptedException {
        String user = "user-" + UUID.randomUUID();
        String poison = UUID.randomUUID().toString();
        GenerationJobFailed failed =
                new GenerationJobFailed(UUID.randomUUID().toString(), 3, user, "image", "c", "It came to nothing.");
        EventType type = EventType.of(failed);
        try (EventSender sender = new EventSender()) {
            // As a build with a defect left it, which this one has not.
            sender.send(ASIDE, failed.jobId(), "f-" + failed.jobId(), type.type(), EventJson.write(failed));
            sender.send(Topics.GENERATIONS, poison, "p-" + poison, type.type(), "{\"kind\": 17");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> PublishedEvents.count(ASIDE, poison, READING) == 1);
        assertThat(waiting()).isEqualTo(2);

        assertThat(redrive(Topics.GENERATIONS).path("redriven").asLong()).isEqualTo(2);

        await().atMost(Duration.ofSeconds(30)).until(() -> notifications(user) == 1);
        assertThat(PublishedEvents.of(Topics.GENERATIONS, failed.jobId(), READING))
                .containsExactly(new PublishedEvents.Published("f-" + failed.jobId(), failed));
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 1);
        assertThat(PublishedEvents.count(ASIDE, poison, READING)).isEqualTo(2);
        assertThat(PublishedEvents.count(ASIDE, failed.jobId(), READING)).isEqualTo(1);
    }

    @Test
    void areOfOurTopicsOnly() throws IOException, InterruptedException {
        assertThat(call(post("somebody.elses.v1")).statusCode()).isEqualTo(404);
    }

    private static int notifications(String user) {
        return JsonMapper.shared()
                .readTree(service.get("/api/notifications", user, "learner").body())
                .path("data")
                .size();
    }

    private static long waiting() throws IOException, InterruptedException {
        HttpRequest asked = HttpRequest.newBuilder(
                        URI.create(endpoint.toString().replaceAll("/$", "")))
                .build();
        return JsonMapper.shared()
                .readTree(call(asked).body())
                .path(Topics.GENERATIONS)
                .asLong();
    }

    private static JsonNode redrive(String topic) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(call(post(topic)).body());
    }

    private static HttpRequest post(String topic) {
        return HttpRequest.newBuilder(endpoint.resolve(topic))
                .POST(BodyPublishers.noBody())
                .build();
    }

    private static HttpResponse<String> call(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
