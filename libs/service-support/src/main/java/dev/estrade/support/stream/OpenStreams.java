package dev.estrade.support.stream;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.Disposable;

/** How many streams each person has open here. */
final class OpenStreams {
    private static final Duration SOME_TIME = Duration.ofSeconds(30);

    private final int limit;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    OpenStreams(int limit) {
        this.limit = limit;
    }

    /** @throws ProblemException {@code stream.limit_reached} */
    Disposable open(String userId) {
        open.compute(userId, (id, count) -> oneMore(count == null ? 0 : count));
        return () -> open.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1);
    }

    int of(String userId) {
        return open.getOrDefault(userId, 0);
    }

    private int oneMore(int count) {
        if (count >= limit) {
            throw ProblemException.of(CommonProblem.TOO_MANY_STREAMS, "Up to %d streams may be open.".formatted(limit))
                    .retryAfter(SOME_TIME);
        }
        return count + 1;
    }
}
