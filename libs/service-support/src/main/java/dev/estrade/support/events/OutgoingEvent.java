package dev.estrade.support.events;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.support.trace.TraceParent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event ready to send, as it lies in an aggregate's {@code pending} list.
 *
 * @param id the CloudEvents {@code id}; the same at every attempt, so that receivers know a repetition
 * @param body JSON
 * @param traceparent of what caused it; null if that was not traced
 */
public record OutgoingEvent(
        String id,
        String type,
        String topic,
        String key,
        Instant time,
        String body,
        @Nullable String traceparent) {
    public static OutgoingEvent of(Event event) {
        EventType type = EventType.of(event);
        return new OutgoingEvent(
                UUID.randomUUID().toString(),
                type.type(),
                type.topic(),
                event.aggregateId(),
                Instant.now(),
                EventJson.write(event),
                TraceParent.current());
    }
}
