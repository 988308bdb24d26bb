package dev.estrade.support.events;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that is not the event its header names, and never will be. */
public final class UndecodableEventException extends RuntimeException {
    public UndecodableEventException(ConsumerRecord<?, ?> record, Throwable cause) {
        super("%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()), cause);
    }
}
