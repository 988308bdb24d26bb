package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Generation jobs as the trainer's frontend sees them, and what must hold when everything has come to rest. */
final class Generations {
    private static final Stack STACK = Stack.running();
    private static final StoredFiles STORE = new StoredFiles(STACK);
    private static final Set<String> ENDS = Set.of("COMPLETED", "FAILED", "CANCELLED");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param kind in paths: {@code images} or {@code videos} */
    record Job(String kind, String id) {
        String path(String what) {
            return "/api/" + kind + "/" + id + "/" + what;
        }

        /** In the names of webhooks. */
        String singular() {
            return kind.substring(0, kind.length() - 1);
        }

        String status() {
            return view().path("status").asString();
        }

        JsonNode view() {
            return trainer().get(path("status")).expect(200).json();
        }

        /** Waits until it has ended like this, and has been told. */
        Job awaitEnd(String expected) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> ENDS.contains(status()));
            assertThat(status()).as("%s", view()).isEqualTo(expected);
            return this;
        }

        List<JsonNode> files() {
            List<JsonNode> files = new ArrayList<>();
            trainer().get(path("result")).expect(200).json().path("files").forEach(files::add);
            return files;
        }

        /** What the result's address brings, into a file. */
        Path fetch(JsonNode file) {
            String url = file.path("url").asString();
            byte[] bytes = trainer()
                    .send("GET", url, BodyPublishers.noBody(), Map.of())
                    .expect(200)
                    .body();
            assertThat(bytes).hasSize(file.path("size").asInt());
            try {
                Path folder = Files.createDirectories(STACK.home().resolveSibling("generated"));
                return Files.write(folder.resolve(UUID.randomUUID() + ".media"), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<JsonNode> notifications() {
            return trainer()
                    .get("/api/notifications?limit=100")
                    .expect(200)
                    .json()
                    .path("data")
                    .valueStream()
                    .filter(told -> told.at("/data/job_id").asString("").equals(id))
                    .toList();
        }
    }

    private Generations() {}

    /** The gateway may have come back at another address. */
    static Client trainer() {
        return STACK.as("trainer");
    }

    static Job ask(String kind, Map<String, Object> more) {
        Answer answer = trainer()
                .post("/api/" + kind + "/generate", wish("Un lac", more))
                .expect(202);
        assertThat(answer.json().path("status").asString()).isEqualTo("PENDING");
        return new Job(kind, answer.json().path("job_id").asString());
    }

    static Map<String, Object> wish(String prompt, Map<String, Object> more) {
        Map<String, Object> wish = new HashMap<>(more);
        wish.put("prompt", prompt);
        return wish;
    }

    static Job image() {
        return ask("images", Map.of("size", "320x180"));
    }

    static Job video() {
        return ask("videos", Map.of("size", "320x180", "duration", 2));
    }

    /** The user's jobs with this prompt, whether or not anybody was told their ids. */
    static List<Job> asked(String kind, String prompt) {
        return trainer()
                .get("/api/" + kind + "/user?limit=100")
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(job -> job.path("prompt").asString("").equals(prompt))
                .map(job -> new Job(kind, job.path("job_id").asString()))
                .toList();
    }

    /** Every job has ended, is told of exactly once, and what is completed lies in the bucket, and nothing else. */
    static void holdWhatWasPromised(List<Job> jobs) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> jobs.stream().allMatch(job -> ENDS.contains(job.status())));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(jobs)
                        .allSatisfy(job -> assertThat(job.notifications()).hasSize(1)));
        for (Job job : jobs) {
            boolean completed = job.status().equals("COMPLETED");
            assertThat(job.notifications().get(0).path("type").asString())
                    .isEqualTo(completed ? "generation.completed" : "generation.failed");
            List<JsonNode> files = completed ? job.files() : List.of();
            assertThat(completed).isEqualTo(!files.isEmpty());
            files.forEach(job::fetch);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(STORE.with(job.id())).hasSameSizeAs(files));
        }
    }
}
