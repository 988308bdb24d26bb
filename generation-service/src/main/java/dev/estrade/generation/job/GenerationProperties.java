package dev.estrade.generation.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Generation jobs.
 *
 * @param deadline from the request until the backend must be done
 * @param running jobs of one user that may be under way at once
 * @param perMinute jobs that one user may ask for, all replicas together
 * @param resultWindow for how long a result's address stays the same; it is good for as long again
 * @param lease after which a step whose process died is done by another one; renewed while it is alive
 * @param poll how long a step waits that nobody was told of
 */
@ConfigurationProperties("estrade.generation")
public record GenerationProperties(
        @DefaultValue("2h") Duration deadline,
        @DefaultValue("5") int running,
        @DefaultValue("30") int perMinute,
        @DefaultValue("1h") Duration resultWindow,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration poll) {
    /** Signed URLs live for seven days at most. */
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(6);

    private static final Duration LONGEST_WINDOW = Duration.ofHours(84);

    public GenerationProperties {
        if (deadline.toSeconds() < 1 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException("estrade.generation.deadline is 1s to 6d");
        }
        if (running < 1 || perMinute < 1) {
            throw new IllegalArgumentException("estrade.generation.running and .per-minute are at least 1");
        }
        if (resultWindow.toSeconds() < 1 || resultWindow.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("estrade.generation.result-window is 1s to 84h");
        }
        if (lease.toMillis() < 100 || poll.toMillis() < 10) {
            throw new IllegalArgumentException("estrade.generation.lease and .poll must be positive");
        }
    }
}
