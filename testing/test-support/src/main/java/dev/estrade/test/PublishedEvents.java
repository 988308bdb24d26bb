package dev.estrade.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the broker holds. */
public final class PublishedEvents {
    private PublishedEvents() {}

    /**
     * @param id the CloudEvents id
     * @param event as a consumer reads it
     */
    public record Published(String id, Event event) {}

    /** Reads a topic from its beginning for as long as given. */
    public static List<Published> of(String topic, String key, Duration reading) {
        return records(topic, key, reading).stream()
                .map(PublishedEvents::published)
                .toList();
    }

    /** How many records a topic holds for this key, readable or not. */
    public static int count(String topic, String key, Duration reading) {
        return records(topic, key, reading).size();
    }

    private static List<ConsumerRecord<String, byte[]>> records(String topic, String key, Duration reading) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                Infra.running().address("ESTRADE_KAFKA_BOOTSTRAP_SERVERS"),
                "auto.offset.reset",
                "earliest");
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            // Without a group: joining one may take longer than the reading.
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            Instant end = Instant.now().plus(reading);
            while (Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }

    private static Published published(ConsumerRecord<String, byte[]> record) {
        EventType type = EventType.named(header(record, "ce_type")).orElseThrow();
        return new Published(header(record, "ce_id"), EventJson.read(type, record.value()));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
