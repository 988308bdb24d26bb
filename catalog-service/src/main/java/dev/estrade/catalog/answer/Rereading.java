package dev.estrade.catalog.answer;

import dev.estrade.support.problem.Faults;
import java.time.Duration;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * Waits, without a thread, until a document says what became of the question in it. Re-reading it instead of waiting for
 * the event works whichever replica consumed the answer.
 */
public final class Rereading {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_LOOK = Duration.ofMillis(25);
    private static final Duration LAST_LOOK = Duration.ofMillis(200);

    private Rereading() {}

    /**
     * @param asked the document as it was written
     * @param find reads it again
     * @param open whether the question still stands
     * @return the document, answered; as it was written when patience ends
     */
    public static <T> Mono<T> answered(T asked, Mono<T> find, Predicate<T> open) {
        return open.test(asked)
                ? settled(asked, find, open, FIRST_LOOK).timeout(PATIENCE, Mono.just(asked))
                : Mono.just(asked);
    }

    private static <T> Mono<T> settled(T last, Mono<T> find, Predicate<T> open, Duration pause) {
        return Mono.delay(pause)
                .then(find)
                // The question stands: a database that is away for a moment must not read as an answer.
                .onErrorResume(Faults::isDependency, away -> Mono.just(last))
                .flatMap(found -> open.test(found) ? settled(found, find, open, longer(pause)) : Mono.just(found));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LAST_LOOK) > 0 ? LAST_LOOK : twice;
    }
}
