package dev.estrade.upload.listen;

import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.MediaDeleted;
import dev.estrade.events.Topics;
import dev.estrade.support.inbox.Inbox;
import dev.estrade.upload.claim.ClaimSaga;
import dev.estrade.upload.library.Library;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class CatalogListener {
    private final Inbox inbox;
    private final ClaimSaga saga;
    private final Library library;

    CatalogListener(Inbox inbox, ClaimSaga saga, Library library) {
        this.inbox = inbox;
        this.saga = saga;
        this.library = library;
    }

    @KafkaListener(topics = Topics.CATALOG)
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, this::handle);
    }

    private Mono<Void> handle(Event event) {
        if (event instanceof FormationSubmitted submitted) {
            return saga.submitted(submitted);
        }
        if (event instanceof FormationAbandoned abandoned) {
            return saga.abandoned(abandoned);
        }
        return event instanceof MediaDeleted deleted ? library.delete(deleted) : Mono.empty();
    }
}
