package dev.estrade.support.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.support.schedule.Background;
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
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;

/**
 * Reads every partition of the topics from now on, in every replica: without a group, so nothing is shared, waited for
 * or committed. What it misses while the broker is away, the polls of {@link Looks} find.
 */
final class HintReader extends Background {
    private static final Logger log = LoggerFactory.getLogger(HintReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration NEW_PARTITIONS = Duration.ofMinutes(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Set<String> topics;
    private final Hints hints;

    HintReader(Supplier<Consumer<String, byte[]>> consumers, Set<String> topics, Hints hints) {
        this.consumers = consumers;
        this.topics = Set.copyOf(topics);
        this.hints = hints;
    }

    /** On a thread of its own, since Kafka's client blocks; ending it interrupts that thread. */
    @Override
    protected Disposable begin() {
        // It ends by itself when it has nothing to do; to dispose of it would interrupt the consumer in closing.
        Scheduler thread = Schedulers.newBoundedElastic(1, 1, "hints", 10, true);
        return Mono.fromRunnable(this::read)
                .subscribeOn(thread)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
                        .maxBackoff(Duration.ofSeconds(5))
                        .doBeforeRetry(failed -> log.warn(
                                "Hints come late, by polls: {}",
                                failed.failure().toString())))
                .subscribe();
    }

    private void read() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            readUntilInterrupted(consumer);
        }
    }

    /** Leaves the thread without its interruption, which would hinder the consumer from closing. */
    private void readUntilInterrupted(Consumer<String, byte[]> consumer) {
        try {
            Instant listed = Instant.MIN;
            while (!Thread.interrupted()) {
                if (listed.isBefore(Instant.now().minus(NEW_PARTITIONS))) {
                    follow(consumer);
                    listed = Instant.now();
                }
                consumer.poll(POLL).forEach(this::tell);
            }
        } catch (InterruptException stopped) {
            log.debug("Hints end: {}", Thread.interrupted());
        }
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
