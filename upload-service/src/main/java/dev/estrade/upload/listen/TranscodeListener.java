package dev.estrade.upload.listen;

import dev.estrade.events.Event;
import dev.estrade.events.PresentationFailed;
import dev.estrade.events.PresentationReady;
import dev.estrade.events.Topics;
import dev.estrade.support.inbox.Inbox;
import dev.estrade.upload.form.Presentations;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class TranscodeListener {
    private final Inbox inbox;
    private final Presentations presentations;

    TranscodeListener(Inbox inbox, Presentations presentations) {
        this.inbox = inbox;
        this.presentations = presentations;
    }

    @KafkaListener(topics = Topics.TRANSCODES)
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, this::handle);
    }

    private Mono<Void> handle(Event event) {
        if (event instanceof PresentationReady ready) {
            return presentations.converted(ready);
        }
        return event instanceof PresentationFailed failed ? presentations.failed(failed) : Mono.empty();
    }
}
