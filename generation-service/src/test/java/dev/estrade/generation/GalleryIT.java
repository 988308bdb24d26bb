package dev.estrade.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.generation.RunningGeneration.Answer;
import dev.estrade.generation.RunningGeneration.Client;
import dev.estrade.generation.job.Job;
import dev.estrade.test.EventStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;

/** What users see, and who sees what. */
class GalleryIT {
    private final RunningGeneration service = RunningGeneration.shared();
    private final String name = "u-" + UUID.randomUUID();
    private final Client user = service.as(name, "learner");

    @Test
    void showsOnesOwnJobsNewestFirstPageByPage() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(user.generate("images", "p" + i));
        }
        user.generate("videos", "another kind");
        Collections.reverse(ids);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    user.get("/api/images/user?limit=2" + cursor).expect(200).json();
            page.path("data").forEach(item -> seen.add(item.path("job_id").asString()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(ids);
        JsonNode newest = user.get("/api/images/user/").expect(200).json().at("/data/0");
        assertThat(newest.path("prompt").asString()).isEqualTo("p4");
        assertThat(newest.path("kind").asString()).isEqualTo("image");
        user.get("/api/images/user?limit=0&cursor=nonsense").expect(400, "request.invalid");
    }

    @Test
    void hidesJobsFromOthers() {
        String id = user.generate("images", "p");
        Client other = service.somebody();

        for (String path : List.of("/status", "/result", "/events")) {
            other.get("/api/images/" + id + path).expect(404, "generation.unknown");
            user.get("/api/videos/" + id + path).expect(404, "generation.unknown");
        }
        other.delete("/api/images/" + id).expect(404, "generation.unknown");
        other.get("/api/images/" + id + "/status?user_id=" + name).expect(403);
        other.get("/api/images/user?user_id=" + name).expect(403);
        other.post("/api/images/generate", Map.of("prompt", "p", "user_id", name))
                .expect(403);
        service.as("shop", "service").get("/api/images/" + id + "/status").expect(404);
        service.as("shop", "service")
                .get("/api/images/" + id + "/status?user_id=" + name)
                .expect(200);
        service.as("boss", "admin").get("/api/images/" + id + "/status").expect(200);
    }

    @Test
    void letsTheFrontendsServerAskForAUser() {
        Client shop = service.as("shop", "service");
        String id = shop.post("/api/images/generate", Map.of("prompt", "p", "user_id", name))
                .expect(202)
                .text("job_id");

        assertThat(user.get("/api/images/user").json().at("/data/0/job_id").asString())
                .isEqualTo(id);
    }

    @Test
    void refusesRequestsThatAskForNothing() {
        user.post("/api/images/generate", "{}").expect(400, "request.invalid");
        user.post("/api/images/generate", Map.of("prompt", " ")).expect(400, "request.invalid");
        user.post("/api/images/generate", "[]").expect(400, "request.malformed");
        user.post("/api/images/generate", Map.of("prompt", "x".repeat(10_001))).expect(400, "request.invalid");
        user.post("/api/images/generate", Map.of("prompt", "x", "more", "x".repeat(70_000)))
                .expect(413);
    }

    @Test
    void makesOneJobOfARepeatedRequest() {
        String key = UUID.randomUUID().toString();
        Answer first = user.post("/api/images/generate", Map.of("prompt", "p"), "Idempotency-Key", key);
        Answer again = user.post("/api/images/generate", Map.of("prompt", "p"), "Idempotency-Key", key);

        assertThat(again.expect(202).body()).isEqualTo(first.body());
        user.post("/api/images/generate", Map.of("prompt", "q"), "Idempotency-Key", key)
                .expect(422, "idempotency.key_reused");
    }

    @Test
    void cancelsAJobThatRunsAndTellsTheBackend() {
        String id = user.generate("images", "p");
        user.await("images", id, "PROCESSING");
        user.delete("/api/images/" + id).expect(204);

        assertThat(user.status("images", id).path("status").asString()).isEqualTo("CANCELLED");
        user.get("/api/images/" + id + "/result").expect(409, "generation.cancelled");
        service.webhook("image", Map.of("job_id", id, "status", "completed")).expect(409, "generation.settled");
        RunningGeneration.eventually(nothing -> service.backend().cancelled().contains(id));
    }

    @Test
    void removesAJobWithItsObjects() {
        String id = completed();
        user.delete("/api/images/" + id).expect(204);

        user.get("/api/images/" + id + "/status").expect(404);
        assertThat(user.get("/api/images/user").json().path("data")).isEmpty();
        service.webhook("image", Map.of("job_id", id, "status", "completed")).expect(404);
        user.delete("/api/images/" + id).expect(404);
        RunningGeneration.eventually(nothing -> service.media()
                .list("generations/" + id + "/")
                .collectList()
                .blockOptional()
                .orElseThrow()
                .isEmpty());
    }

    @Test
    void forgetsARemovedJobWhenItsUploadUrlsHaveEnded() {
        ReactiveMongoOperations mongo = service.bean(ReactiveMongoOperations.class);
        String id = completed();
        user.delete("/api/images/" + id).expect(204);
        Query row = Query.query(Criteria.where("_id").is(id));
        Query tidied = Query.query(Criteria.where("_id")
                .is(id)
                .and("state.status")
                .is("REMOVED")
                .and("work.dueAt")
                .gt(Instant.now().plusSeconds(60)));
        RunningGeneration.eventually(
                nothing -> mongo.exists(tidied, Job.class).blockOptional().orElse(false));
        Instant past = Instant.now().minusSeconds(200);
        mongo.updateFirst(row, new Update().set("order.deadline", past).set("work.dueAt", past), Job.class)
                .block();

        RunningGeneration.eventually(
                nothing -> !mongo.exists(row, Job.class).blockOptional().orElse(true));
    }

    @Test
    void streamsAJobToItsEnd() {
        String id = user.generate("images", "p");
        service.backend().says(id, "{\"status\": \"processing\"}");
        try (EventStream stream = EventStream.open(user.address("/api/images/" + id + "/events"), user.token())) {
            stream.until("job", "PROCESSING");
            service.webhook("image", Map.of("job_id", id, "status", "processing", "progress", 30))
                    .expect(200);
            stream.until("job", "\"progress\":30");
            service.webhook("image", Map.of("job_id", id, "status", "failed", "error", "no"))
                    .expect(200);
            EventStream.Received last = stream.until("job", "FAILED").get(0);
            assertThat(last.json().path("job_id").asString()).isEqualTo(id);
            stream.awaitEnd();
        }
        try (EventStream late = EventStream.open(user.address("/api/images/" + id + "/events"), user.token())) {
            assertThat(late.next().json().path("status").asString()).isEqualTo("FAILED");
            late.awaitEnd();
        }
    }

    private String completed() {
        String id = user.generate("images", "p");
        String url = service.backend().file(id, Media.picture("png", 4, 4));
        user.await("images", id, "PROCESSING");
        service.webhook("image", Map.of("job_id", id, "status", "completed", "data", Map.of("files", List.of(url))))
                .expect(200);
        user.await("images", id, "COMPLETED");
        return id;
    }
}
