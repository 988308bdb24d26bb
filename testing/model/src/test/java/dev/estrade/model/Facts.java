package dev.estrade.model;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.FactListener;
import reactor.core.publisher.Mono;

/** Somebody must listen to facts; notifications and webhooks have tests of their own. */
final class Facts implements FactListener {
    @Override
    public Mono<Void> tell(Fact fact) {
        return Mono.empty();
    }
}
