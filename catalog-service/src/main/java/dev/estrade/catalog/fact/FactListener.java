package dev.estrade.catalog.fact;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wants to know of facts. A fact is told at least once; telling it again changes nothing. */
public interface FactListener {
    Mono<Void> tell(Fact fact);

    /** To one after the other; what fails at one is told to all again. */
    static Mono<Void> tellAll(List<FactListener> listeners, Fact fact) {
        return Flux.fromIterable(listeners)
                .concatMap(listener -> listener.tell(fact))
                .then();
    }
}
