package dev.estrade.support.schedule;

import reactor.core.publisher.Mono;

/** Runs a recurring job when the test says so. */
public final class Runs {
    private Runs() {}

    public static Mono<Void> once(RecurringJob job) {
        return Mono.defer(job::run);
    }
}
