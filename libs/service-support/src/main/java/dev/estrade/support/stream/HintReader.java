package dev.estrade.support.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.support.events.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Reads every partition of the topics from now on, in every replica: without a group, so nothing is shared, waited for
 * or committed. What it misses while the broker is away, the polls of {@link Looks} find.
 */
final class HintReader extends TopicReader {
    private static final Logger log = LoggerFactory.getLogger(HintReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration NEW_PARTITIONS = Duration.ofMinutes(1);

    private final Set<String> topics;
    private final Hints hints;

    HintReader(Supplier<Consumer<String, byte[]>> consumers, Set<String> topics, Hints hints) {
        super("hints", consumers);
        this.topics = Set.copyOf(topics);
        this.hints = hints;
    }

    @Override
    protected Runnable reading(Consumer<String, byte[]> consumer) {
        return new Runnable() {
            private Instant listed = Instant.MIN;

            @Override
            public void run() {
                if (listed.isBefore(Instant.now().minus(NEW_PARTITIONS))) {
                    follow(consumer);
                    listed = Instant.now();
                }
                consumer.poll(POLL).forEach(HintReader.this::tell);
            }
        };
    }

    /** From the end, except for partitions that are followed already: those go on. */
    private void follow(Consumer<String, byte[]> consumer) {
        Collection<TopicPartition> all = topics.stream()
                .flatMap(topic -> partitions(consumer, topic).stream())
                .toList();
        Set<TopicPartition> added = new HashSet<>(all);
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            consumer.assign(all);
            consumer.seekToEnd(added);
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> found = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("There is no topic " + topic + " yet");
        }
        return found;
    }

    /** Whoever must understand every event reads it with a group; here an unreadable one is no hint. */
    private void tell(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (type == null) {
            return;
        }
        try {
            EventType.named(new String(type.value(), UTF_8))
                    .map(known -> EventJson.read(known, record.value()))
                    .ifPresent(hints::tell);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            log.debug("{}-{}@{} is no hint", record.topic(), record.partition(), record.offset());
        }
    }

    /** What such a consumer is told beside the broker's address. */
    static Map<String, Object> settings() {
        return Map.of(
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "latest",
                "allow.auto.create.topics",
                false,
                "max.poll.records",
                500,
                "fetch.min.bytes",
                1);
    }
}
