package dev.estrade.catalog.enrolment;

import reactor.core.publisher.Mono;

/** What this package must know of formations; they know enrolments, so they implement it. */
public interface FormationOwners {
    /** Empty if there is no such formation for people. */
    Mono<String> ownerOf(String formationId);
}
