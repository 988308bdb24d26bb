package dev.estrade.playback.limit;

import dev.estrade.playback.revocation.Entrance;
import dev.estrade.support.limit.UserLimits;
import dev.estrade.support.problem.Faults;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What is asked before any token is issued. {@code estrade_tokens_total} counts by {@code kind} and {@code result}:
 * {@code issued}, or the code of the refusal.
 */
@Component
public class TokenDesk {
    private static final String ISSUED = "issued";

    private final UserLimits limits;
    private final Entrance entrance;
    private final MeterRegistry meters;

    TokenDesk(UserLimits limits, Entrance entrance, MeterRegistry meters) {
        this.limits = limits;
        this.entrance = entrance;
        this.meters = meters;
        for (Kind kind : Kind.values()) {
            count(kind, ISSUED, 0);
        }
    }

    /** What a token is for. */
    public enum Kind {
        PLAYBACK,
        DOWNLOAD
    }

    /**
     * @param userId whose limit it counts against
     * @param issue not begun before all else is in order
     */
    public <T> Mono<T> issue(Kind kind, String userId, Mono<T> issue) {
        return Mono.<Void>fromRunnable(entrance::requireKnowledge)
                .then(Mono.defer(() -> limits.spend(userId)))
                .then(issue)
                .doOnSuccess(issued -> count(kind, ISSUED, 1))
                .doOnError(refused -> count(kind, Faults.codeOf(refused), 1));
    }

    private void count(Kind kind, String result, int times) {
        meters.counter("estrade.tokens", "kind", kind.name().toLowerCase(Locale.ROOT), "result", result)
                .increment(times);
    }
}
