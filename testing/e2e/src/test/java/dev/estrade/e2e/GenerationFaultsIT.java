package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.e2e.Generations.Job;
import dev.estrade.e2e.Webhooks.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Backends that die, sleep, keep silent or repeat themselves, and strangers who speak in their name. */
class GenerationFaultsIT {
    private static final int AT_ONCE = 50;
    private static final int FORGERIES = 300;

    /** Which takes longer than a test may. */
    @BeforeAll
    static void startsTheStack() {
        Stack.running();
    }

    @Test
    void survivesTheBackendsDeathInTheMiddleOfAJob() {
        try (Backend backend = Backend.start("SECONDS_PER_FILE", "4")) {
            List<Job> jobs = List.of(Generations.image(), Generations.video());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jobs.stream().allMatch(job -> job.status().equals("PROCESSING")));

            backend.kill();
            backend.restart();

            jobs.forEach(job -> job.awaitEnd("COMPLETED"));
            Generations.holdWhatWasPromised(jobs);
        }
    }

    @Test
    void sendsAJobAgainThatTheBackendHasLost() {
        Backend forgetful = Backend.start("SECONDS_PER_FILE", "60");
        List<Job> jobs = List.of(Generations.image(), Generations.video());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jobs.stream().allMatch(job -> job.status().equals("PROCESSING")));
        forgetful.kill();

        try (Backend empty = Backend.start()) {
            jobs.forEach(job -> job.awaitEnd("COMPLETED"));
            assertThat(empty.status("images", jobs.get(0).id()).path("status").asString())
                    .isEqualTo("completed");
            Generations.holdWhatWasPromised(jobs);
        }
    }

    @Test
    void waitsForABackendThatStartsLateAndSaysSo() {
        List<Job> jobs = List.of(Generations.image(), Generations.video());
        for (Job job : jobs) {
            await().atMost(Duration.ofSeconds(30)).until(() -> job.view().has("waiting"));
            assertThat(job.status()).isEqualTo("PENDING");
            assertThat(job.view().at("/waiting/code").asString()).isEqualTo("generation.backend_unavailable");
        }

        try (Backend late = Backend.start()) {
            jobs.forEach(job -> job.awaitEnd("COMPLETED"));
            assertThat(late.status("videos", jobs.get(1).id()).path("progress").asInt())
                    .isEqualTo(100);
            Generations.holdWhatWasPromised(jobs);
        }
    }

    @Test
    void asksABackendThatNeverCallsBack() {
        try (Backend silent = Backend.start("WEBHOOKS", "off")) {
            List<Job> jobs = List.of(Generations.image(), Generations.video());
            jobs.forEach(job -> silent.awaitCompleted(job.kind(), job.id()));

            jobs.forEach(job -> job.awaitEnd("COMPLETED"));

            Generations.holdWhatWasPromised(jobs);
        }
    }

    @Test
    void takesWhatIsSaidFiftyTimesAtOnceForOneWord() {
        try (Backend silent = Backend.start("WEBHOOKS", "off")) {
            List<Job> jobs = List.of(Generations.image(), Generations.video());
            for (Job job : jobs) {
                JsonNode said = silent.awaitCompleted(job.kind(), job.id());
                Message once = Message.of(said);

                List<Integer> answers = IntStream.range(0, AT_ONCE)
                        .parallel()
                        // Every other one as a sender would that forgot what it sent.
                        .mapToObj(i -> i % 2 == 0 ? once : Message.of(said))
                        .map(message -> message.send(job.singular()).status())
                        .toList();

                assertThat(answers).hasSize(AT_ONCE).containsOnly(200);
                job.awaitEnd("COMPLETED");
                Map<String, Object> late = Map.of("job_id", job.id(), "status", "processing", "progress", 10);
                assertThat(Message.of(late).send(job.singular()).status()).isEqualTo(200);
                Map<String, Object> contrary = Map.of("job_id", job.id(), "status", "failed");
                Message.of(contrary).send(job.singular()).expectProblem(409, "generation.settled");
                assertThat(job.status()).isEqualTo("COMPLETED");
                assertThat(job.view().path("progress").asInt()).isEqualTo(100);
            }
            Generations.holdWhatWasPromised(jobs);
        }
    }

    @Test
    void believesNobodyElse() {
        try (Backend slow = Backend.start("SECONDS_PER_FILE", "6")) {
            Job job = Generations.image();
            await().atMost(Duration.ofSeconds(30)).until(() -> job.status().equals("PROCESSING"));
            String lie = JsonMapper.shared()
                    .writeValueAsString(Map.of("job_id", job.id(), "status", "failed", "error", "It was me."));

            for (Message forged : forgeries(lie)) {
                Answer answer = forged.send(job.singular());
                assertThat(answer.status()).as("%s", forged).isEqualTo(401);
                answer.expectProblem(401, "generation.signature_invalid");
            }

            Message.of(Map.of("job_id", "nobody", "status", "completed"))
                    .send("image")
                    .expectProblem(404, "generation.unknown");
            Message.of(Map.of("job_id", job.id(), "status", "completed"))
                    .send("video")
                    .expectProblem(404, "generation.unknown");
            job.awaitEnd("COMPLETED");
            assertThat(slow.status("images", job.id()).path("status").asString())
                    .isEqualTo("completed");
            Generations.holdWhatWasPromised(List.of(job));
        }
    }

    /** Each is a good message but for one thing. */
    private static List<Message> forgeries(String body) {
        Message good = Message.of(JsonMapper.shared().readTree(body));
        Instant now = Instant.now();
        List<Message> forged = new ArrayList<>();
        forged.add(good.withSignature(""));
        forged.add(good.withSignature("v1,"));
        forged.add(good.withSignature(good.signature().replace("v1,", "v1a,")));
        forged.add(good.withSignature(good.signature().replace("v1,", "")));
        forged.add(good.withId("msg_another"));
        forged.add(Message.signed(Webhooks.secret(), "msg_old", now.minusSeconds(330), body));
        forged.add(Message.signed(Webhooks.secret(), "msg_new", now.plusSeconds(330), body));
        forged.add(Message.signed("whsec_" + "A".repeat(43) + "=", "msg_other", now, body));
        forged.add(new Message(good.id(), "soon", good.body(), good.signature()));
        for (int i = 0; forged.size() < FORGERIES; i++) {
            forged.add(
                    i % 2 == 0
                            ? good.withBody(changed(good.body(), i / 2))
                            : good.withSignature(
                                    "v1," + changed(good.signature().substring(3, 45), i / 2) + "="));
        }
        return forged;
    }

    /** Another character at this place, or around the end again. */
    private static String changed(String text, int place) {
        char[] characters = text.toCharArray();
        int at = place % characters.length;
        int turn = 1 + place / characters.length;
        characters[at] = characters[at] == (char) ('A' + turn) ? 'z' : (char) ('A' + turn);
        return new String(characters);
    }
}
