package dev.estrade.support.schedule;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pauses between attempts: growing steps with full jitter, anything from nothing to the whole step, so that receivers
 * that came back are not met by everything at once (Marc Brooker, "Exponential Backoff And Jitter"). The steps are the
 * example of Standard Webhooks.
 *
 * @param random from 0 to 1
 */
public record RetrySchedule(List<Duration> steps, DoubleSupplier random) {

    public static RetrySchedule jittered(List<Duration> steps) {
        return new RetrySchedule(steps, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * @param tries made so far, at least one
     * @param asked by the receiver ({@code Retry-After}): the least that it is given
     */
    public Duration pauseAfter(int tries, @Nullable Duration asked) {
        Duration step = steps.get(Math.min(tries, steps.size()) - 1);
        Duration jittered = Duration.ofMillis((long) (step.toMillis() * random.getAsDouble()));
        return asked != null && asked.compareTo(jittered) > 0 ? asked : jittered;
    }
}
