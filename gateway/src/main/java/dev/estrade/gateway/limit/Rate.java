package dev.estrade.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.estrade.gateway.GatewayProblem;
import dev.estrade.support.problem.ProblemException;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;

/**
 * So many requests per second for each key, and ten times as many at once after a pause. An abuse guard: each gateway
 * counts for itself.
 */
final class Rate {
    private static final int BURST_S = 10;
    private static final int MOST_KEYS = 100_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            // After this a bucket is full again, and as good as a new one.
            .expireAfterAccess(Duration.ofSeconds(BURST_S))
            .build();
    private final String whose;
    private final int perSecond;
    private final Counter refusals;

    /** @param whose as the refusal says it, such as {@code address} */
    Rate(String whose, int perSecond, Counter refusals) {
        this.whose = whose;
        this.perSecond = perSecond;
        this.refusals = refusals;
    }

    /** @throws ProblemException 429 {@code request.rate_limited} */
    void take(String key) {
        if (perSecond == 0) {
            return;
        }
        ConsumptionProbe probe = buckets.get(key, unused -> bucket()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            refusals.increment();
            throw ProblemException.of(
                            GatewayProblem.RATE_LIMITED,
                            "More than " + perSecond + " requests per second come from this " + whose + ".")
                    .retryAfter(
                            Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity((long) BURST_S * perSecond)
                        .refillGreedy(perSecond, Duration.ofSeconds(1))
                        .build())
                .build();
    }
}
