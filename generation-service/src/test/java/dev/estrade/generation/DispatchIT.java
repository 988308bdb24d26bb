package dev.estrade.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.generation.FakeBackend.Reply;
import dev.estrade.generation.RunningGeneration.Client;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Kind;
import dev.estrade.generation.job.Order;
import dev.estrade.generation.job.Step;
import dev.estrade.generation.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import tools.jackson.databind.JsonNode;

/** A backend that is down, slow, confused or late. */
class DispatchIT {
    private final RunningGeneration service = RunningGeneration.shared();
    private final FakeBackend backend = service.backend();
    private final Client user = service.somebody();
    private final String prompt = "p-" + UUID.randomUUID();

    @Test
    void sendsWhatTheUserAskedForAndWhereToAnswer() {
        String id = user.post(
                        "/api/videos/generate/",
                        Map.of(
                                "prompt",
                                prompt,
                                "style",
                                "noir",
                                "n",
                                2,
                                "job_id",
                                "mine",
                                "callback_url",
                                "http://evil"))
                .expect(202)
                .text("job_id");
        user.await("videos", id, "PROCESSING");

        JsonNode sent = backend.requests(id).get(0);
        assertThat(sent.path("prompt").asString()).isEqualTo(prompt);
        assertThat(sent.path("style").asString()).isEqualTo("noir");
        assertThat(sent.path("n").asInt()).isEqualTo(2);
        assertThat(sent.path("user_id").asString()).startsWith("u-");
        assertThat(sent.path("callback_url").asString()).endsWith("/api/webhooks/video-completion");
        assertThat(sent.path("upload_urls")).hasSize(8);
        assertThat(backend.traces(id)).hasSize(1).first().asString().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        assertThat(sent.at("/upload_urls/0").asString()).contains("generations/" + id + "/incoming/0");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 408})
    void triesAgainWhatMayPass(int status) {
        backend.answers(prompt, Reply.of(status), Reply.of(status));
        String id = user.generate("images", prompt);

        user.await("images", id, "PROCESSING");
        assertThat(backend.requests(id)).hasSize(3);
    }

    @Test
    void leavesABusyBackendAlone() {
        backend.answers(prompt, Reply.of(429).with("Retry-After", "3"));
        Instant begun = Instant.now();
        String id = user.generate("images", prompt);
        RunningGeneration.eventually(nothing ->
                user.status("images", id).has("waiting") || backend.requests(id).size() > 1);

        JsonNode waiting = user.status("images", id);
        assertThat(waiting.path("status").asString()).isEqualTo("PENDING");
        assertThat(waiting.at("/waiting/code").asString()).isEqualTo("generation.backend_unavailable");
        user.await("images", id, "PROCESSING");
        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(2900));
        assertThat(backend.requests(id)).hasSize(2);
    }

    @Test
    void failsWhatTheBackendRefusesWithItsReason() {
        backend.answers(prompt, Reply.of(400).saying("{\"error\": \"no such style\"}"));
        String id = user.generate("images", prompt);

        JsonNode failed = user.await("images", id, "FAILED");
        assertThat(failed.at("/error/code").asString()).isEqualTo("generation.backend_refused");
        assertThat(failed.at("/error/detail").asString()).contains("400", "no such style");
        assertThat(backend.requests(id)).hasSize(1);
    }

    @Test
    void triesAgainWhatWasNotAnsweredInTime() {
        CountDownLatch never = new CountDownLatch(1);
        backend.answers(prompt, Reply.of(202).heldBy(never));
        String id = user.generate("images", prompt);

        user.await("images", id, "PROCESSING");
        never.countDown();
        assertThat(backend.requests(id)).hasSize(2);
    }

    @Test
    void takesAWebhookThatIsFasterThanTheAnswer() {
        CountDownLatch answered = new CountDownLatch(1);
        backend.answers(prompt, Reply.of(500).heldBy(answered));
        String id = user.generate("images", prompt);
        RunningGeneration.eventually(nothing -> !backend.requests(id).isEmpty());
        String url = backend.file(id + ".png", Media.picture("png", 8, 8));

        service.webhook("image", Map.of("job_id", id, "status", "completed", "data", Map.of("images", List.of(url))))
                .expect(200);
        answered.countDown();

        user.await("images", id, "COMPLETED");
        assertThat(backend.requests(id)).hasSize(1);
    }

    @Test
    void sendsWhatACrashLeftBetweenRowAndCall() {
        Job row = row();
        service.bean(ReactiveMongoOperations.class).insert(row).block();

        service.as("crashed").await("images", row.id(), "PROCESSING");
        assertThat(backend.requests(row.id())).hasSize(1);
    }

    @Test
    void doesAgainWhatADeadProcessHeld() {
        Job row = row();
        Instant end = Instant.now().plusSeconds(2);
        Work held = new Work(Step.DISPATCH, end, 1, 1, 0, null);
        Job leased = new Job(row.id(), null, row.order(), row.state(), held, List.of(), null);
        service.bean(ReactiveMongoOperations.class).insert(leased).block();

        service.as("crashed").await("images", row.id(), "PROCESSING");
        assertThat(Instant.now()).isAfter(end);
        assertThat(backend.requests(row.id())).hasSize(1);
    }

    @Test
    void takesJobsWhileTheBackendIsDown() {
        RunningGeneration alone = RunningGeneration.start("estrade.generation.backend.retries=1s");
        Client user = alone.somebody();
        alone.backend().down(true);
        // Enough to open the breaker.
        List<String> ids = IntStream.range(0, 12)
                .mapToObj(i -> user.generate("images", prompt + i))
                .toList();
        String last = ids.get(11);
        RunningGeneration.eventually(nothing -> user.status("images", last).has("waiting"));

        assertThat(user.status("images", last).path("status").asString()).isEqualTo("PENDING");
        alone.backend().down(false);
        ids.forEach(id -> user.await("images", id, "PROCESSING"));
    }

    private Job row() {
        Instant now = Instant.now();
        String request = "{\"prompt\": \"" + prompt + "\"}";
        return Job.of(Job.newId(), new Order(Kind.IMAGE, "crashed", prompt, request, now, now.plusSeconds(600), null));
    }
}
