package dev.estrade.transcode.work;

import java.time.Instant;

/**
 * The right to do one piece of work until a moment.
 *
 * @param fence counts up within a lesson; what comes with a fence that is no longer there is not accepted
 * @param worker who, for the operator
 */
public record Lease(long fence, Work work, String worker, Instant until) {
    Lease until(Instant later) {
        return new Lease(fence, work, worker, later);
    }
}
