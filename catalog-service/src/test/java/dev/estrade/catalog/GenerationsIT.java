package dev.estrade.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.GenerationJobCompleted;
import dev.estrade.events.GenerationJobCompleted.ResultFile;
import dev.estrade.events.GenerationJobFailed;
import dev.estrade.events.Topics;
import dev.estrade.test.EventSender;
import dev.estrade.test.Issuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The ends of generation jobs, told by the broker several times, to two replicas. */
class GenerationsIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final String ENDPOINTS = "/api/webhook-endpoints";

    private static Replica one;
    private static Replica two;

    private final String user = "user-" + UUID.randomUUID();
    private final String jobId = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        Map<String, String> settings = Replica.settings(ISSUER);
        settings.put("ESTRADE_OUTBOUND_HTTP", "true");
        settings.put("ESTRADE_OUTBOUND_ALLOWED_PRIVATE_HOSTS", "localhost");
        one = Replica.start(settings, ISSUER);
        two = Replica.start(settings, ISSUER);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        ISSUER.close();
    }

    @Test
    void notifiesAndCallsOutOnceOfACompletedJob() {
        String endpoint = endpoint("generation.completed");
        ResultFile file = new ResultFile("generations/x/1.mp4", "video/mp4", 9, "e", 640, 360, 4.0);
        GenerationJobCompleted completed = new GenerationJobCompleted(jobId, 7, user, "video", List.of(file));
        try (EventSender sender = new EventSender()) {
            sender.send("c1-" + jobId, completed);
            sender.send("c1-" + jobId, completed);
            // The inbox has forgotten the first.
            sender.send("c2-" + jobId, completed);
            sender.send("f1-" + jobId, new GenerationJobFailed(jobId, 6, user, "video", "c", "It came to nothing."));
            settle(sender, new GenerationJobFailed("w-" + jobId, 1, witness(), "image", "c", "Last."));
        }

        JsonNode told = notifications(user);
        assertThat(told.size()).isEqualTo(1);
        assertThat(told.at("/0/type").asString()).isEqualTo("generation.completed");
        assertThat(told.at("/0/data/job_id").asString()).isEqualTo(jobId);
        assertThat(told.at("/0/data/kind").asString()).isEqualTo("video");
        assertThat(told.at("/0/data/files/0/duration").asDouble()).isEqualTo(4.0);
        assertThat(told.toString()).doesNotContain("generations/x");
        assertThat(deliveries(endpoint).size()).isEqualTo(1);
        assertThat(deliveries(endpoint).at("/0/type").asString()).isEqualTo("generation.completed");
    }

    @Test
    void saysWhyAJobFailed() {
        String endpoint = endpoint("generation.failed");
        try (EventSender sender = new EventSender()) {
            sender.send(
                    "f1-" + jobId,
                    new GenerationJobFailed(jobId, 3, user, "image", "generation.timed_out", "It took too long."));
            settle(sender, new GenerationJobCompleted("w-" + jobId, 1, witness(), "image", List.of()));
        }

        JsonNode told = notifications(user);
        assertThat(told.size()).isEqualTo(1);
        assertThat(told.at("/0/type").asString()).isEqualTo("generation.failed");
        assertThat(told.at("/0/text").asString()).endsWith("It took too long.");
        assertThat(told.at("/0/data/error/code").asString()).isEqualTo("generation.timed_out");
        assertThat(deliveries(endpoint).size()).isEqualTo(1);
    }

    /**
     * A later record of the same partition is handled after all before it.
     *
     * @param last about the witness's job, and of no type that the test counts
     */
    private void settle(EventSender sender, Event last) {
        sender.send(Topics.GENERATIONS, jobId, "w-" + jobId, EventType.of(last).type(), EventJson.write(last));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !notifications(witness()).isEmpty());
    }

    private String witness() {
        return "witness-" + user;
    }

    /** Nobody listens there. */
    private static String endpoint(String type) {
        return ENDPOINTS + "/"
                + one.call(
                                "POST",
                                ENDPOINTS,
                                "{\"url\": \"http://localhost:9/\", \"events\": [\"" + type + "\"]}",
                                "root",
                                "admin")
                        .json()
                        .path("id")
                        .asString();
    }

    private static JsonNode deliveries(String endpoint) {
        return two.get(endpoint + "/deliveries", "root", "admin").json().path("data");
    }

    private static JsonNode notifications(String user) {
        return two.get("/api/notifications", user).json().path("data");
    }
}
