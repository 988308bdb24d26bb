package dev.estrade.support.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code estrade_outbox_oldest_seconds}: how long the oldest event has waited that its writer could not publish; 0 if
 * there is none.
 */
final class OutboxAge {
    private volatile Optional<Instant> oldest = Optional.empty();

    OutboxAge(MeterRegistry meters) {
        Gauge.builder("estrade.outbox.oldest", this, OutboxAge::seconds)
                .baseUnit("seconds")
                .description("Age of the oldest event that waits for the broker")
                .register(meters);
    }

    /** @param found since when the oldest event of each collection lies there; if it fails, what was known stays */
    Mono<Void> measured(Flux<Instant> found) {
        return found.collect(Collectors.minBy(Comparator.naturalOrder()))
                .doOnNext(now -> oldest = now)
                .then();
    }

    double seconds() {
        return oldest.map(since -> Duration.between(since, Instant.now()).toSeconds())
                .orElse(0L);
    }
}
