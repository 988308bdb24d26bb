package dev.estrade.support.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.NotificationCreated;
import dev.estrade.events.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HintReaderTests {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CATALOG, 0);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Queue<MockConsumer<String, byte[]>> consumers = new ArrayDeque<>();
    private final HintReader reader =
            new HintReader(this::consumer, Set.of(Topics.CATALOG), new Hints(List.of(new Remembering())));

    @AfterEach
    void stop() {
        reader.stop();
    }

    @Test
    void beginsAtTheEndAndCommitsNothing() {
        MockConsumer<String, byte[]> consumer = added(broker());
        reader.start();
        await(() -> consumer.assignment().contains(PARTITION));
        consumer.schedulePollTask(() -> consumer.addRecord(record(100, "u1")));

        await(() -> told.equals(List.of("u1")));
        assertThat(consumer.committed(Set.of(PARTITION))).isEmpty();
        reader.stop();
        await(consumer::closed);
    }

    @Test
    void passesOverWhatItCannotRead() {
        MockConsumer<String, byte[]> consumer = added(broker());
        reader.start();
        await(() -> consumer.assignment().contains(PARTITION));
        ConsumerRecord<String, byte[]> broken =
                new ConsumerRecord<>(Topics.CATALOG, 0, 100, "k", "{\"version\":".getBytes(UTF_8));
        broken.headers().add("ce_type", EventType.NOTIFICATION_CREATED.type().getBytes(UTF_8));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(broken);
            consumer.addRecord(new ConsumerRecord<>(Topics.CATALOG, 0, 101, "k", new byte[0]));
            consumer.addRecord(record(102, "u2"));
        });

        await(() -> told.equals(List.of("u2")));
    }

    @Test
    void beginsAgainWithAnotherConsumerWhenOneFailsAndWhenThereIsNoTopicYet() {
        MockConsumer<String, byte[]> failing = added(broker());
        failing.setPollException(new KafkaException("The broker is away"));
        added(new MockConsumer<>("latest"));
        MockConsumer<String, byte[]> good = added(broker());
        reader.start();

        await(() -> good.assignment().contains(PARTITION));
        good.schedulePollTask(() -> good.addRecord(record(100, "u3")));
        await(() -> told.equals(List.of("u3")));
        assertThat(failing.closed()).isTrue();
    }

    private Consumer<String, byte[]> consumer() {
        MockConsumer<String, byte[]> next = consumers.poll();
        return next == null ? broker() : next;
    }

    private MockConsumer<String, byte[]> added(MockConsumer<String, byte[]> consumer) {
        consumers.add(consumer);
        return consumer;
    }

    private static MockConsumer<String, byte[]> broker() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
        Node node = new Node(1, "localhost", 1);
        consumer.updatePartitions(
                Topics.CATALOG,
                List.of(new PartitionInfo(Topics.CATALOG, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 100L));
        return consumer;
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String userId) {
        byte[] body = EventJson.write(new NotificationCreated("n", 1, userId)).getBytes(UTF_8);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.CATALOG, 0, offset, userId, body);
        record.headers().add("ce_type", EventType.NOTIFICATION_CREATED.type().getBytes(UTF_8));
        return record;
    }

    private static void await(Callable<Boolean> claim) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(claim);
    }

    private final class Remembering implements HintKeys {
        @Override
        public Set<String> topics() {
            return Set.of(Topics.CATALOG);
        }

        @Override
        public Stream<String> changedBy(Event event) {
            told.add(((NotificationCreated) event).userId());
            return Stream.empty();
        }
    }
}
