package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.e2e.Generations.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** generation-service is killed at each step of a job; what was promised to its user holds all the same. */
class GenerationCrashIT {
    private static final Stack STACK = Stack.running();
    private static final String SERVICE = "generation-service";
    private static final Executor AT_ONCE = task -> new Thread(task, "asking").start();

    /** Which takes longer than a test may. */
    @BeforeAll
    static void startsTheStack() {
        Stack.running();
    }

    /**
     * While rows are written and sent: whoever was told an id has a job, and every job that there is ends.
     *
     * @param waited for so many answers of four; 0 for a moment before any
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void losesNoJobWhileItIsAskedFor(int waited) throws InterruptedException {
        ProcessHandle victim = victim();
        try (Backend backend = Backend.start()) {
            String prompt = "Panne " + UUID.randomUUID();
            List<CompletableFuture<String>> answers = askForFour(prompt);
            awaitAnswers(answers, waited);

            killAndRestart(victim);

            List<String> told = answers.stream()
                    .map(CompletableFuture::join)
                    .filter(id -> !id.isEmpty())
                    .toList();
            List<Job> jobs = new ArrayList<>(Generations.asked("images", prompt));
            jobs.addAll(Generations.asked("videos", prompt));
            assertThat(told).hasSizeGreaterThanOrEqualTo(waited);
            assertThat(jobs).extracting(Job::id).containsAll(told);
            jobs.forEach(job -> job.awaitEnd("COMPLETED"));
            Generations.holdWhatWasPromised(jobs);
            assertThat(backend.alive()).isTrue();
        }
    }

    /**
     * While webhooks come and results are brought in.
     *
     * @param delay after the backend has made everything, milliseconds
     */
    @ParameterizedTest
    @CsvSource({"upload, 0", "serve, 0", "serve, 100"})
    void losesNoResultWhileItComes(String results, long delay) throws InterruptedException {
        ProcessHandle victim = victim();
        try (Backend backend = Backend.start("RESULTS", results)) {
            List<Job> jobs = List.of(
                    Generations.ask("images", Map.of("count", 3, "size", "1280x720")),
                    Generations.ask("videos", Map.of("count", 2, "size", "640x360", "duration", 5)));
            backend.awaitCompleted("videos", jobs.get(1).id());
            TimeUnit.MILLISECONDS.sleep(delay);

            killAndRestart(victim);

            jobs.forEach(job -> job.awaitEnd("COMPLETED"));
            Generations.holdWhatWasPromised(jobs);
        }
    }

    @Test
    void failsByItsDeadlineWhatABackendNeverEnds() {
        Stack.run("restart", SERVICE, "ESTRADE_GENERATION_DEADLINE=6s");
        ProcessHandle victim = victim();
        try (Backend backend = Backend.start("SECONDS_PER_FILE", "600")) {
            Job job = Generations.video();
            await().atMost(Duration.ofSeconds(30)).until(() -> job.status().equals("PROCESSING"));
            killAndRestart(victim);

            job.awaitEnd("FAILED");

            assertThat(job.view().at("/error/code").asString()).isEqualTo("generation.timed_out");
            Generations.trainer().get(job.path("result")).expectProblem(409, "generation.failed");
            Generations.holdWhatWasPromised(List.of(job));
            assertThat(backend.alive()).isTrue();
        } finally {
            Stack.run("restart", SERVICE);
        }
    }

    /** All at once. */
    private static List<CompletableFuture<String>> askForFour(String prompt) {
        return Stream.of("images", "videos", "images", "videos")
                .map(kind -> CompletableFuture.supplyAsync(() -> askFor(kind, prompt), AT_ONCE))
                .toList();
    }

    private static void awaitAnswers(List<CompletableFuture<String>> answers, int waited) throws InterruptedException {
        if (waited == 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= waited);
    }

    /** @return the job's id; empty if there was no answer */
    private static String askFor(String kind, String prompt) {
        try {
            Answer answer = Generations.trainer()
                    .post("/api/" + kind + "/generate", Generations.wish(prompt, Map.of("size", "320x180")));
            return answer.status() == 202
                    ? Objects.requireNonNull(answer.json().path("job_id").asString())
                    : "";
        } catch (IllegalStateException brokenOff) {
            return "";
        }
    }

    /** Found before the moment in which it is to die: that takes seconds. */
    private static ProcessHandle victim() {
        return ProcessHandle.of(STACK.pid(SERVICE)).orElseThrow();
    }

    private static void killAndRestart(ProcessHandle victim) {
        assertThat(victim.destroyForcibly()).isTrue();
        victim.onExit().join();
        Stack.run("restart", SERVICE);
    }
}
