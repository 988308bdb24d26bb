package dev.estrade.playback.progress;

import dev.estrade.events.Event;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.Rel;
import dev.estrade.playback.entitlement.Entitlements;
import dev.estrade.support.inbox.EventHandler;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forgets the progress in lessons that are gone; a lesson that only gets another video keeps it. */
@Component
class ForgettingHandler implements EventHandler {
    private final Entitlements entitlements;
    private final WatchRecords records;

    ForgettingHandler(Entitlements entitlements, WatchRecords records) {
        this.entitlements = entitlements;
        this.records = records;
    }

    /** Any of these may be the last that is heard of a lesson, since events come in any order. */
    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return gone(event).concatMap(records::forget).then();
    }

    private Flux<Rel> gone(Event event) {
        if (event instanceof LiveChanged live) {
            return entitlements.goneOfLive(live.liveId());
        }
        return event instanceof FormationPublished
                        || event instanceof FormationDeleted
                        || event instanceof GenerationsRemoved
                ? entitlements.gone(event.aggregateId())
                : Flux.empty();
    }
}
