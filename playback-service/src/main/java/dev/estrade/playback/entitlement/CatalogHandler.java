package dev.estrade.playback.entitlement;

import dev.estrade.events.Event;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whose a lesson is and whether learners may watch it; first of all, since others look at what is known of it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CatalogHandler implements EventHandler {
    private final Projection projection;

    CatalogHandler(Projection projection) {
        this.projection = projection;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof FormationPublished published) {
            return projection.keep(Formation.of(published));
        }
        return event instanceof FormationDeleted deleted
                ? projection.keep(Formation.of(deleted, Instant.now()))
                : Mono.empty();
    }
}
