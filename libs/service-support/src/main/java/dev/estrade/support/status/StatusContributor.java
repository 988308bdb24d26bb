package dev.estrade.support.status;

import reactor.core.publisher.Mono;

/** What a service knows beside that it is there. One that fails or takes long is passed over. */
@FunctionalInterface
public interface StatusContributor {
    Mono<Status> addTo(Status status);
}
