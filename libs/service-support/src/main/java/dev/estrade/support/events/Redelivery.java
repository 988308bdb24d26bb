package dev.estrade.support.events;

import dev.estrade.support.problem.Faults;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * How often an event is delivered again after its handler failed, before it goes to the dead-letter topic. While a
 * dependency is away: for ever, so that an outage loses nothing. If it cannot be read: never. After any other fault:
 * some times, so that a defect neither stops a partition for good nor loses what a race or a restart would mend.
 */
final class Redelivery {
    static final int ATTEMPTS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private Redelivery() {}

    static BackOff after(Throwable failure) {
        if (isUndecodable(failure)) {
            return new FixedBackOff(0, 0);
        }
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        backOff.setMaxInterval(LONGEST_PAUSE.toMillis());
        if (!Faults.isDependency(failure)) {
            backOff.setMaxAttempts(ATTEMPTS - 1);
        }
        return backOff;
    }

    private static boolean isUndecodable(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UndecodableEventException) {
                return true;
            }
        }
        return false;
    }
}
