package dev.estrade.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** The broker: every event reaches each consumer of its topic, late, twice or out of order. */
final class Bus {
    private static final String TIME = "ce_time";
    private static final int DOUBLED_PERCENT = 15;
    private static final int IN_ORDER_PERCENT = 60;

    private final Choices choices;
    private final Map<String, Set<String>> topicsOf;
    private final List<Delivery> waiting = new ArrayList<>();
    private final List<Event> published = new ArrayList<>();

    /** @param topicsOf by consumer */
    Bus(Choices choices, Map<String, Set<String>> topicsOf) {
        this.choices = choices;
        this.topicsOf = topicsOf;
    }

    record Delivery(String consumer, ConsumerRecord<String, byte[]> record, int attempts) {
        Delivery again() {
            return new Delivery(consumer, record, attempts + 1);
        }

        Event event() {
            return Bus.event(record.headers(), record.value());
        }

        @Override
        public String toString() {
            return event() + " to " + consumer;
        }
    }

    void append(ProducerRecord<String, byte[]> sent) {
        published.add(event(sent.headers(), sent.value()));
        topicsOf.forEach((consumer, topics) -> {
            if (topics.contains(sent.topic())) {
                add(consumer, sent);
                if (choices.chance(DOUBLED_PERCENT)) {
                    add(consumer, sent);
                }
            }
        });
    }

    private void add(String consumer, ProducerRecord<String, byte[]> sent) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(header -> record.headers().add(header));
        waiting.add(new Delivery(consumer, record, 0));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Mostly the oldest, often any other. */
    Delivery next() {
        return choices.chance(IN_ORDER_PERCENT) ? waiting.remove(0) : choices.take(waiting);
    }

    void giveBack(Delivery delivery) {
        waiting.add(0, delivery);
    }

    /** Everything that was ever published, in that order. */
    List<Event> published() {
        return published;
    }

    /** What waits has happened this much earlier. */
    void age(Duration by) {
        waiting.forEach(delivery -> {
            Headers headers = delivery.record().headers();
            Instant time = Instant.parse(text(headers, TIME)).minus(by);
            headers.remove(TIME).add(TIME, time.toString().getBytes(UTF_8));
        });
    }

    private static Event event(Headers headers, byte[] body) {
        return EventJson.read(EventType.named(text(headers, "ce_type")).orElseThrow(), body);
    }

    static String typeOf(ProducerRecord<String, byte[]> record) {
        return text(record.headers(), "ce_type");
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    /** For events of a producer that is only a model. */
    void append(Event event) {
        EventType type = EventType.of(event);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                type.topic(), event.aggregateId(), EventJson.write(event).getBytes(UTF_8));
        record.headers().add("ce_id", Long.toString(choices.seed()).getBytes(UTF_8));
        record.headers().add("ce_type", type.type().getBytes(UTF_8));
        record.headers().add(TIME, Instant.now().toString().getBytes(UTF_8));
        append(record);
    }
}
