package dev.estrade.playback.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import dev.estrade.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RevocationLogTests {
    private static final Rel REL = new Rel("t", "c", "m", "l");
    private static final TopicPartition FIRST = partition(0);
    private static final TopicPartition SECOND = partition(1);

    private long nanos = 77;
    private final Revocations revocations = new Revocations(Clock.systemUTC(), () -> nanos);
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final RevocationLog log = new RevocationLog(consumer, revocations, () -> nanos);

    @Test
    void isCompleteWhenItHasReadToTheEndThatItSaw() {
        partitions(1);
        ends(2, 0);
        log.read();
        assertThat(revocations.wereComplete()).isFalse();

        consumer.addRecord(record(0, 0, "u0"));
        log.read();
        log.read();
        assertThat(revocations.wereComplete()).isFalse();

        consumer.addRecord(record(0, 1, "u1"));
        log.read();
        log.read();
        assertThat(revocations.wereComplete()).isTrue();
        assertThat(revokes("u0")).isTrue();
        assertThat(revokes("u1")).isTrue();
    }

    @Test
    void readsOnAndKeepsCurrentWhileTheBrokerAnswers() {
        partitions(1);
        ends(0, 0);
        for (int second = 0; second < 20; second++) {
            log.read();
            pass(Duration.ofSeconds(1));
            assertThat(revocations.areCurrent()).isTrue();
        }
        consumer.addRecord(record(0, 0, "u"));
        log.read();

        assertThat(revokes("u")).isTrue();
    }

    @Test
    void isStaleAfterFiveSecondsOfPollsThatSucceedWithoutAnAnswerAndRecovers() {
        partitions(1);
        ends(0, 0);
        log.read();
        for (int second = 0; second < 4; second++) {
            pass(Duration.ofSeconds(1));
            silently();
        }
        assertThat(revocations.areCurrent()).isTrue();
        pass(Duration.ofSeconds(1));
        silently();
        assertThat(revocations.areCurrent()).isFalse();

        ends(1, 0);
        pass(Duration.ofSeconds(1));
        log.read();
        log.read();
        assertThat(revocations.areCurrent()).isFalse();
        consumer.addRecord(record(0, 0, "meanwhile"));
        log.read();
        log.read();
        assertThat(revocations.areCurrent()).isTrue();
        assertThat(revokes("meanwhile")).isTrue();
    }

    @Test
    void isCompleteAsOfTheQuestionAndNotOfTheEndOfReading() {
        partitions(1);
        ends(1, 0);
        log.read();
        pass(Duration.ofSeconds(5));
        consumer.addRecord(record(0, 0, "u"));
        log.read();
        log.read();

        assertThat(revocations.wereComplete()).isTrue();
        assertThat(revocations.areCurrent()).isFalse();
    }

    @Test
    void readsPartitionsThatAreAddedLaterFromTheirBeginning() {
        partitions(1);
        ends(0, 1);
        log.read();
        partitions(2);
        pass(Duration.ofSeconds(1));
        log.read();
        consumer.addRecord(record(1, 0, "u"));
        log.read();

        assertThat(revokes("u")).isTrue();
        assertThat(consumer.assignment()).containsOnly(FIRST, SECOND);
    }

    @Test
    void passesOverWhatItCannotReadOrDoesNotKnow() {
        partitions(1);
        ends(3, 0);
        log.read();
        consumer.addRecord(typed(new ConsumerRecord<>(Topics.REVOCATIONS, 0, 0, "k", "{".getBytes(UTF_8))));
        consumer.addRecord(new ConsumerRecord<>(Topics.REVOCATIONS, 0, 1, "k", new byte[0]));
        consumer.addRecord(record(0, 2, "u"));
        log.read();
        log.read();

        assertThat(revokes("u")).isTrue();
        assertThat(revocations.areCurrent()).isTrue();
    }

    @Test
    void isNotCompleteWithoutATopic() {
        consumer.updatePartitions(Topics.REVOCATIONS, List.of());

        assertThatThrownBy(log::read).isInstanceOf(IllegalStateException.class);
        assertThat(revocations.wereComplete()).isFalse();
    }

    private void silently() {
        consumer.setOffsetsException(new TimeoutException("No broker answers"));
        log.read();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private boolean revokes(String userId) {
        return revocations.covers(REL, userId, "s", Instant.now().minusSeconds(60));
    }

    private void partitions(int count) {
        Node node = new Node(1, "localhost", 1);
        Node[] nodes = {node};
        consumer.updatePartitions(
                Topics.REVOCATIONS,
                IntStream.range(0, count)
                        .mapToObj(number -> new PartitionInfo(Topics.REVOCATIONS, number, node, nodes, nodes))
                        .toList());
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    }

    private void ends(long first, long second) {
        consumer.updateEndOffsets(Map.of(FIRST, first, SECOND, second));
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topics.REVOCATIONS, number);
    }

    private static ConsumerRecord<String, byte[]> record(int partition, long offset, String userId) {
        byte[] body = EventJson.write(Revoked.user(userId, null, Instant.now())).getBytes(UTF_8);
        return typed(new ConsumerRecord<>(Topics.REVOCATIONS, partition, offset, userId, body));
    }

    private static ConsumerRecord<String, byte[]> typed(ConsumerRecord<String, byte[]> record) {
        record.headers().add("ce_type", EventType.REVOKED.type().getBytes(UTF_8));
        return record;
    }
}
