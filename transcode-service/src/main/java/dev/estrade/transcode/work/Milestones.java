package dev.estrade.transcode.work;

import dev.estrade.transcode.TranscodeProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what becomes of lessons, once each. {@code estrade.transcode.playable}: from the upload's claim until the lesson
 * plays. {@code .failures}: lessons that failed, by code.
 */
@Component
class Milestones {
    private final MeterRegistry meters;
    private final Timer playable;

    Milestones(MeterRegistry meters) {
        this.meters = meters;
        this.playable = meters.timer(EncodingMetrics.PREFIX + "playable");
        for (TranscodeProblem problem : TranscodeProblem.values()) {
            if (problem.endsLessons()) {
                failures(problem);
            }
        }
    }

    /** @param before the stored change, @param after it */
    void passed(@Nullable Transcode before, Transcode after) {
        if (before == null || before.status() == after.status()) {
            return;
        }
        TranscodeProblem problem = after.state().problem();
        if (problem != null) {
            failures(problem).increment();
        }
        if (!before.status().plays() && after.status().plays()) {
            playable.record(Duration.between(after.lesson().since(), Instant.now()));
        }
    }

    private Counter failures(TranscodeProblem problem) {
        return meters.counter(EncodingMetrics.PREFIX + "failures", "code", problem.code());
    }
}
