package dev.estrade.support.events;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import java.time.Instant;
import java.util.UUID;

/**
 * An event ready to send, as it lies in an aggregate's {@code pending} list.
 *
 * @param id the CloudEvents {@code id}; the same at every attempt, so that receivers know a repetition
 * @param body JSON
 */
public record OutgoingEvent(String id, String type, String topic, String key, Instant time, String body) {
    public static OutgoingEvent of(Event event) {
        EventType type = EventType.of(event);
        return new OutgoingEvent(
                UUID.randomUUID().toString(),
                type.type(),
                type.topic(),
                event.aggregateId(),
                Instant.now(),
                EventJson.write(event));
    }
}
