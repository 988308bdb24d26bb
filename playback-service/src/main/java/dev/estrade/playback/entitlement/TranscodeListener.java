package dev.estrade.playback.entitlement;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.estrade.events.Event;
import dev.estrade.events.LessonFailed;
import dev.estrade.events.LessonPlayable;
import dev.estrade.events.LessonReady;
import dev.estrade.events.Topics;
import dev.estrade.playback.entitlement.Generation.Status;
import dev.estrade.support.inbox.Inbox;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class TranscodeListener {
    private final Inbox inbox;
    private final Projection projection;

    TranscodeListener(Inbox inbox, Projection projection) {
        this.inbox = inbox;
        this.projection = projection;
    }

    @KafkaListener(topics = Topics.TRANSCODES)
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, event -> handle(event, recordedAt(record)));
    }

    private Mono<Void> handle(Event event, Instant at) {
        if (event instanceof LessonPlayable e) {
            return projection.keep(
                    e.rel(), new Generation(e.generation(), e.version(), Status.PLAYABLE, at, e.duration()));
        }
        if (event instanceof LessonReady e) {
            return projection.keep(
                    e.rel(), new Generation(e.generation(), e.version(), Status.READY, at, e.duration()));
        }
        if (event instanceof LessonFailed e) {
            return projection.keep(e.rel(), new Generation(e.generation(), e.version(), Status.FAILED, null, 0));
        }
        return Mono.empty();
    }

    /** When the event happened, which a second delivery of it does not change. */
    private static Instant recordedAt(ConsumerRecord<String, byte[]> record) {
        Header time = record.headers().lastHeader("ce_time");
        return time == null
                ? Instant.ofEpochMilli(record.timestamp())
                : Instant.parse(new String(time.value(), US_ASCII));
    }
}
