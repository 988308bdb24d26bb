package dev.estrade.support.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.Event;
import dev.estrade.support.trace.TraceParent;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Sends events in the Kafka binary binding of CloudEvents 1.0: attributes as {@code ce_*} headers, JSON as the value,
 * and {@code traceparent}, by which receivers go on with the trace.
 */
public final class EventPublisher {
    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;
    private final Scheduler scheduler;

    /**
     * @param source the CloudEvents {@code source}, such as {@code /estrade/upload-service}
     * @param scheduler where the client may block: its {@code send} waits for metadata when the broker is away
     */
    EventPublisher(KafkaTemplate<String, byte[]> kafka, String source, Scheduler scheduler) {
        this.kafka = kafka;
        this.source = source;
        this.scheduler = scheduler;
    }

    /** Completes with the broker's acknowledgement. */
    public Mono<Void> publish(OutgoingEvent event) {
        return Mono.fromFuture(() -> kafka.send(record(event)))
                .subscribeOn(scheduler)
                .timeout(ACK_TIMEOUT)
                .then();
    }

    /** For events that may be lost; every other event goes through the outbox. */
    public Mono<Void> publishLossy(Event event) {
        return publish(OutgoingEvent.of(event)).onErrorComplete();
    }

    private ProducerRecord<String, byte[]> record(OutgoingEvent event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(event.topic(), event.key(), event.body().getBytes(UTF_8));
        Headers headers = record.headers();
        headers.add("ce_specversion", "1.0".getBytes(UTF_8));
        headers.add("ce_id", event.id().getBytes(UTF_8));
        headers.add("ce_type", event.type().getBytes(UTF_8));
        headers.add("ce_source", source.getBytes(UTF_8));
        headers.add("ce_time", event.time().toString().getBytes(UTF_8));
        headers.add("ce_subject", event.key().getBytes(UTF_8));
        headers.add("content-type", "application/json".getBytes(UTF_8));
        String cause = event.traceparent();
        if (cause != null) {
            headers.add(TraceParent.HEADER, cause.getBytes(UTF_8));
        }
        return record;
    }
}
