package dev.estrade.catalog.formation;

import dev.estrade.events.Event;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsRejected;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The answers to {@code FormationSubmitted}. */
@Component
@Order(FormationFacts.BEFORE)
class ClaimHandler implements EventHandler {
    private final Formations formations;

    ClaimHandler(Formations formations) {
        this.formations = formations;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof UploadsClaimed claimed) {
            return formations.keep(
                    claimed.formationId(), formation -> formation.claimed(claimed), () -> Formation.tombstone(claimed));
        }
        if (event instanceof UploadsRejected rejected) {
            return formations
                    .change(
                            rejected.formationId(),
                            formation -> formation.rejected(rejected.claimId(), rejected.uploads()))
                    .then();
        }
        return Mono.empty();
    }
}
