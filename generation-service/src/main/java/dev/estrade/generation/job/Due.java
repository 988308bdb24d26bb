package dev.estrade.generation.job;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Tells this process's workers what is due now, so that it does not wait for their next look. */
@Component
class Due {
    private final Sinks.Many<Step> steps = Sinks.many().multicast().directBestEffort();

    void tell(Step step) {
        steps.emitNext(step, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    Flux<Step> of(Step step) {
        return steps.asFlux().filter(step::equals);
    }
}
