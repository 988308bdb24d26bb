package dev.estrade.support.events;

import dev.estrade.events.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Events that could not be handled, on their way back to their topic. Whoever has handled one before passes over it: it
 * has the id that it had. How far a dead-letter topic was sent back is kept by the broker, under a consumer group.
 */
final class DeadLetters {
    /** How spring-kafka begins the headers that say why an event was put aside. */
    static final String CAUSE_HEADERS = "kafka_dlt-";

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int ACK_SECONDS = 10;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final KafkaTemplate<String, byte[]> kafka;

    /** @param consumers a new one for each call, of a group that nobody joins; it is closed here */
    DeadLetters(Supplier<Consumer<String, byte[]>> consumers, KafkaTemplate<String, byte[]> kafka) {
        this.consumers = consumers;
        this.kafka = kafka;
    }

    /** How many of a topic's events wait to be sent back. Waits for the broker. */
    long waiting(String topic) {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> ends = assign(consumer, topic);
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue() - consumer.position(end.getKey()))
                    .sum();
        }
    }

    /**
     * Sends back what waits at this moment; what fails again is put aside again, behind it. Waits for the broker.
     *
     * @return how many
     */
    long redrive(String topic) {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> ends = assign(consumer, topic);
            long sent = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> letter : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
                    if (letter.offset() < ends.getOrDefault(partition, 0L)) {
                        send(topic, letter);
                        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(letter.offset() + 1)));
                        sent++;
                    }
                }
            }
            return sent;
        }
    }

    /** @return where each partition ends now; the consumer stands where the last call has come to */
    private static Map<TopicPartition, Long> assign(Consumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic + Topics.DEAD_LETTER_SUFFIX).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        return new HashMap<>(consumer.endOffsets(partitions));
    }

    private void send(String topic, ConsumerRecord<String, byte[]> letter) {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(CAUSE_HEADERS)) {
                event.headers().add(header);
            }
        }
        try {
            kafka.send(event).get(ACK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The broker did not take an event back: the rest still waits", e);
        }
    }
}
