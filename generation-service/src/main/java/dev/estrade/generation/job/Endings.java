package dev.estrade.generation.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What follows from a job's end: a line in the log, a count, room for the user's next one. */
@Component
class Endings {
    private static final Logger log = LoggerFactory.getLogger(Endings.class);

    private static final Set<Status> ENDS = EnumSet.of(Status.COMPLETED, Status.FAILED, Status.CANCELLED);

    private final Slots slots;
    private final MeterRegistry meters;

    Endings(Slots slots, MeterRegistry meters) {
        this.slots = slots;
        this.meters = meters;
        for (Kind kind : Kind.values()) {
            ENDS.forEach(outcome -> ended(kind, outcome));
        }
    }

    /** Does not fail: a slot that stays taken is found when its user needs it. */
    Mono<Void> of(Job ended) {
        return Mono.fromRunnable(() -> tell(ended))
                .then(slots.release(ended.order().userId(), ended.id()))
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> log.warn("Job {} keeps its slot for now: {}", ended.id(), failure.toString())));
    }

    private void tell(Job ended) {
        Failure error = ended.state().error();
        log.info(
                "Job {} ended: {}{}",
                ended.id(),
                ended.status(),
                error == null
                        ? ", " + ended.state().files().size() + " files"
                        : ", " + error.code() + ": " + error.detail());
        ended(ended.order().kind(), ended.status()).increment();
    }

    private Counter ended(Kind kind, Status outcome) {
        return meters.counter(
                "estrade.generation.jobs",
                "kind",
                kind.text(),
                "outcome",
                outcome.name().toLowerCase(Locale.ROOT));
    }
}
