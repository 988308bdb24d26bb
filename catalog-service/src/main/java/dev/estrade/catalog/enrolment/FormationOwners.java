package dev.estrade.catalog.enrolment;

import dev.estrade.support.security.Caller;
import reactor.core.publisher.Mono;

/** What this package must know of formations; they know enrolments, so they implement it. */
public interface FormationOwners {
    /** Fails with {@code formation.unknown} if there is none for this caller, and with {@code formation.not_owner}. */
    Mono<Void> requireOwned(String formationId, Caller caller);
}
