package dev.estrade.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.generation.RunningGeneration.Answer;
import dev.estrade.generation.RunningGeneration.Client;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.Slots;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** How much one user may ask for, of two replicas at once. */
class LimitsIT {
    private static final int LIMIT = 3;
    private static final RunningGeneration ONE = RunningGeneration.start("ESTRADE_GENERATION_RUNNING=" + LIMIT);
    private static final RunningGeneration OTHER = ONE.replica();

    private final String name = "u-" + UUID.randomUUID();
    private final Client here = ONE.as(name);
    private final Client there = OTHER.as(name);

    @Test
    void letsExactlySoManyJobsRunAtOnce() {
        List<Answer> answers = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> generate(i % 2 == 0 ? here : there)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(LIMIT);
        answers.stream().filter(answer -> answer.status() != 202).forEach(refused -> {
            refused.expect(429, "generation.limit_reached");
            assertThat(refused.retryAfter()).isNotEmpty();
        });
        ONE.somebody().generate("images", "p");
    }

    @Test
    void makesRoomWhenAJobEnds() {
        List<String> ids = IntStream.range(0, LIMIT)
                .mapToObj(i -> here.generate("images", "p"))
                .toList();
        generate(there).expect(429);

        here.delete("/api/images/" + ids.get(0)).expect(204);
        ONE.webhook("image", Map.of("job_id", ids.get(1), "status", "failed")).expect(200);

        generate(there).expect(202);
        generate(here).expect(202);
        generate(here).expect(429);
    }

    @Test
    void findsSlotsThatACrashLeftTaken() {
        Slots slots = ONE.bean(Slots.class);
        for (int i = 0; i < LIMIT; i++) {
            slots.take(name, "lost-" + i).block();
        }
        generate(here).expect(429);
        ReactiveMongoOperations mongo = ONE.bean(ReactiveMongoOperations.class);
        Document taken =
                mongo.findById(name, Document.class, "slots").blockOptional().orElseThrow();
        Date before = Date.from(Instant.now().minusSeconds(120));
        taken.getList("jobs", Document.class).forEach(slot -> slot.put("at", before));
        mongo.save(taken, "slots").block();

        generate(here).expect(202);
        assertThat(mongo.count(Query.query(Criteria.where("order.userId").is(name)), Job.class)
                        .block())
                .isEqualTo(1);
    }

    @Test
    void letsSoManyBeAskedForInAMinute() {
        RunningGeneration strict = RunningGeneration.start("ESTRADE_GENERATION_PER_MINUTE=4");
        Client user = strict.somebody();
        for (int i = 0; i < 4; i++) {
            user.generate("images", "p");
        }

        Answer refused = generate(user).expect(429, "generation.rate_limited");
        assertThat(refused.retryAfter()).isNotEmpty();
    }

    private static Answer generate(Client user) {
        return user.post("/api/images/generate", Map.of("prompt", "p"));
    }
}
