package dev.estrade.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events as another service would, or as a broken one would. */
public final class EventSender implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Infra.running().address("ESTRADE_KAFKA_BOOTSTRAP_SERVERS"), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    /** @param id the CloudEvents id; the same one twice is a repetition */
    public void send(String id, Event event) {
        EventType type = EventType.of(event);
        send(type.topic(), event.aggregateId(), id, type.type(), EventJson.write(event));
    }

    public void send(String topic, String key, String id, String type, String body) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, body.getBytes(UTF_8));
        record.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_type", type.getBytes(UTF_8));
        try {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
