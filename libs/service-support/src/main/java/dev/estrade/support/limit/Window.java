package dev.estrade.support.limit;

import java.time.Duration;

/**
 * Two neighbouring windows of a count. The older one weighs as much as the last window's length still covers of it, so
 * that no moment lets twice the limit pass.
 *
 * @param elapsed of the current window
 */
record Window(long previous, long current, Duration elapsed, Duration length) {

    double weight() {
        return previous * (1 - share(elapsed)) + current;
    }

    /** How long until one more fits; zero if it does now. */
    Duration untilBelow(int limit) {
        double wanted = limit - 1;
        if (weight() <= wanted) {
            return Duration.ZERO;
        }
        if (current <= wanted) {
            return length.minus(elapsed).minus(part((wanted - current) / previous));
        }
        return length.minus(elapsed).plus(part(1 - wanted / current));
    }

    private double share(Duration part) {
        return (double) part.toMillis() / length.toMillis();
    }

    private Duration part(double share) {
        return Duration.ofMillis(Math.round(share * length.toMillis()));
    }
}
