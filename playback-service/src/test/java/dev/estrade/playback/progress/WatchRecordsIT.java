package dev.estrade.playback.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.estrade.events.Rel;
import dev.estrade.test.Infra;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class WatchRecordsIT {
    private static final Rel L1 = new Rel("t", "f1", "m1", "l1");
    private static final Rel L10 = new Rel("t", "f1", "m1", "l10");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** Whoever writes at once with eight others meets at most eight conflicts: as often a change is repeated. */
    private static final int AT_ONCE = 9;

    private final MongoClient client = MongoClients.create(Infra.running().address("ESTRADE_MONGODB_URI"));
    private final ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(
            client, "test_" + UUID.randomUUID().toString().substring(0, 8));
    private final WatchRecords replica = new WatchRecords(mongo);
    private final WatchRecords other = new WatchRecords(mongo);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void losesNothingThatReplicasWriteAtOnce() {
        Flux.range(0, AT_ONCE)
                .flatMap(i -> add(i % 2 == 0 ? replica : other, "u", i, NOON.plusMillis(i)), AT_ONCE)
                .blockLast();

        WatchRecord found = found("u");
        assertThat(found.watched().ranges()).hasSize(AT_ONCE);
        assertThat(found.position()).as("that of the newest").isEqualTo(AT_ONCE - 1);
        assertThat(found.updatedAt()).isEqualTo(NOON.plusMillis(AT_ONCE - 1));
    }

    @Test
    void takesThePositionOfWhoCameLast() {
        add(replica, "u", 2, NOON.plusMillis(1)).block();
        add(other, "u", 1, NOON).block();
        assertThat(found("u").position()).isEqualTo(2);
        assertThat(found("u").watched().ranges()).hasSize(2);

        add(other, "u", 3, NOON.plusMillis(1)).block();
        assertThat(found("u").position()).isEqualTo(3);
    }

    @Test
    void forgetsALessonAndNoneWithALongerName() {
        add(replica, "u", 1, NOON).block();
        add(replica, "auth0|5f:7c", 1, NOON).block();
        replica.change(L10, "u", known -> known.with(1, List.of(), NOON)).block();

        replica.forget(L1).block();

        assertThat(mongo.find(new Query(), WatchRecord.class).collectList().block())
                .extracting(WatchRecord::id)
                .containsExactly("t/f1/m1/l10:u");
    }

    /** What he watched is three seconds away from what any other watched. */
    private static Mono<WatchRecord> add(WatchRecords records, String userId, int position, Instant at) {
        List<Range> watched = List.of(new Range(position * 3_000L, position * 3_000L + 100));
        return records.change(L1, userId, known -> known.with(position, watched, at));
    }

    private WatchRecord found(String userId) {
        return replica.find(L1, userId).blockOptional().orElseThrow();
    }
}
