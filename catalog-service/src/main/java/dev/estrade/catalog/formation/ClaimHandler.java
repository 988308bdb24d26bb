package dev.estrade.catalog.formation;

import dev.estrade.events.Event;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsRejected;
import dev.estrade.support.inbox.Inbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The answers to {@code FormationSubmitted}. */
@Component
class ClaimListener {
    private final Inbox inbox;
    private final Formations formations;

    ClaimListener(Inbox inbox, Formations formations) {
        this.inbox = inbox;
        this.formations = formations;
    }

    @KafkaListener(topics = Topics.UPLOADS)
    void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, this::handle);
    }

    private Mono<Void> handle(Event event) {
        if (event instanceof UploadsClaimed claimed) {
            return formations
                    .changeOrBury(claimed.formationId(), Formation::claimed)
                    .then();
        }
        if (event instanceof UploadsRejected rejected) {
            return formations
                    .change(rejected.formationId(), formation -> formation.rejected(rejected.uploads()))
                    .then();
        }
        return Mono.empty();
    }
}
