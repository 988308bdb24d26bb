package dev.estrade.catalog.fact;

import reactor.core.publisher.Mono;

/** Wants to know of facts. A fact is told at least once; telling it again changes nothing. */
public interface FactListener {
    Mono<Void> tell(Fact fact);
}
