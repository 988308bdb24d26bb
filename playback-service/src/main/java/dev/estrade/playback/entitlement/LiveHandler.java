package dev.estrade.playback.entitlement;

import dev.estrade.events.Event;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.Revoked;
import dev.estrade.support.events.EventPublisher;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a live has and who may watch it; first of all, as {@link CatalogHandler}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LiveHandler implements EventHandler {
    private final Projection projection;
    private final EventPublisher events;

    LiveHandler(Projection projection, EventPublisher events) {
        this.projection = projection;
        this.events = events;
    }

    @Override
    public Mono<Void> handle(Event event, Instant time) {
        if (event instanceof LiveChanged live) {
            Mono<Void> kept = projection.keep(Formation.of(live, Instant.now()));
            return live.listed() ? kept : kept.then(revoke(live));
        }
        return Mono.empty();
    }

    /** Whoever was let in while it was listed holds grants for up to a day; its author gets new ones. */
    private Mono<Void> revoke(LiveChanged unlisted) {
        return Flux.fromIterable(unlisted.rels())
                .map(rel -> Revoked.lesson(rel, Instant.now()))
                .concatMap(revoked -> events.publish(OutgoingEvent.of(revoked)))
                .then();
    }
}
