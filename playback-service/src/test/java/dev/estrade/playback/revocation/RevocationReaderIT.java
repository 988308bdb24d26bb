package dev.estrade.playback.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import dev.estrade.events.Topics;
import dev.estrade.test.Infra;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a broker of its own, which can be made to hang: its connections stay, and nothing comes. */
class RevocationReaderIT {
    private static final Infra INFRA = Infra.another();
    private static final String BROKER = INFRA.address("ESTRADE_KAFKA_BOOTSTRAP_SERVERS");
    private static final Rel REL = new Rel("t", "c", "m", "l");

    @BeforeAll
    static void makeTheTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.createTopics(List.of(new NewTopic(Topics.REVOCATIONS, 6, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void end() {
        INFRA.close();
    }

    @Test
    void tellsEveryReplicaWhatWasRevokedBeforeItStarted() {
        Revocations first = new Revocations(Clock.systemUTC(), Ticker.systemTicker());
        Revocations second = new Revocations(Clock.systemUTC(), Ticker.systemTicker());
        List<String> users = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        RevocationReader early = started(first);
        await().until(first::wereComplete);
        users.forEach(RevocationReaderIT::revoke);
        await().until(() -> users.stream().allMatch(user -> revoked(first, user)));

        RevocationReader late = started(second);
        await().until(second::wereComplete);
        assertThat(users).allMatch(user -> revoked(second, user));
        early.stop();
        late.stop();
    }

    @Test
    void noticesWithinFiveSecondsThatTheBrokerHangsAndCatchesUp() {
        Revocations revocations = new Revocations(Clock.systemUTC(), Ticker.systemTicker());
        RevocationReader reader = started(revocations);
        await().until(revocations::areCurrent);
        try {
            INFRA.pause();
            await().atMost(Duration.ofMillis(5500))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !revocations.areCurrent());
            assertThat(revocations.wereComplete()).isTrue();
            // Longer than the client waits for an answer, so that it has given up its connection.
            await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(8)).until(() -> !revocations.areCurrent());
        } finally {
            INFRA.resume();
        }
        await().atMost(Duration.ofSeconds(20)).until(revocations::areCurrent);
        revoke("late");
        await().atMost(Duration.ofSeconds(5)).until(() -> revoked(revocations, "late"));
        reader.stop();
    }

    private static RevocationReader started(Revocations revocations) {
        Map<String, Object> settings = new HashMap<>(RevocationLog.settings());
        settings.put("bootstrap.servers", BROKER);
        RevocationReader reader = new RevocationReader(
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
                revocations,
                Ticker.systemTicker());
        reader.start();
        return reader;
    }

    private static boolean revoked(Revocations revocations, String userId) {
        return revocations.covers(REL, userId, "s", Instant.now().minusSeconds(60));
    }

    private static void revoke(String userId) {
        Revoked revoked = Revoked.user(userId, null, Instant.now());
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.REVOCATIONS,
                revoked.aggregateId(),
                EventJson.write(revoked).getBytes(UTF_8));
        record.headers().add("ce_type", EventType.REVOKED.type().getBytes(UTF_8));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
