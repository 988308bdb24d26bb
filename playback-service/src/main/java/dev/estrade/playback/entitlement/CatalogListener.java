package dev.estrade.playback.entitlement;

import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.Event;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.Topics;
import dev.estrade.support.inbox.Inbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class CatalogListener {
    private final Inbox inbox;
    private final Projection projection;

    CatalogListener(Inbox inbox, Projection projection) {
        this.inbox = inbox;
        this.projection = projection;
    }

    @KafkaListener(topics = Topics.CATALOG)
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, this::handle);
    }

    private Mono<Void> handle(Event event) {
        if (event instanceof FormationPublished published) {
            return projection.keep(Formation.of(published));
        }
        return event instanceof EnrolmentChanged changed ? projection.keep(Enrolment.of(changed)) : Mono.empty();
    }
}
