package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.FormationState.Shown;
import dev.estrade.support.problem.Faults;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One person watching one formation, for as long as he may: his right is asked for again when the formation or his
 * enrolment changes, and every 30 s. While it cannot be asked for, nothing is told.
 */
final class FormationWatch {
    private static final Duration RIGHTS = Duration.ofSeconds(30);

    private final FormationNews news;
    private final Mono<?> right;
    private @Nullable Occasion judged;

    /** @param right fails with a {@link ProblemException} once he may not see the formation */
    FormationWatch(FormationNews news, Mono<?> right) {
        this.news = news;
        this.right = right;
    }

    /** @param enrolment hints that it may have changed */
    Flux<ServerSentEvent<String>> events(Flux<FormationState> states, Flux<?> enrolment) {
        Flux<Long> reasons = Flux.merge(Flux.interval(Duration.ZERO, RIGHTS), enrolment)
                .onBackpressureLatest()
                .index((count, reason) -> count);
        return Flux.combineLatest(reasons, states, Occasion::new)
                .onBackpressureLatest()
                .concatMap(this::told, 0)
                .concatMapIterable(events -> events, 1)
                .takeUntil(FormationNews::isLast);
    }

    private Mono<List<ServerSentEvent<String>>> told(Occasion occasion) {
        if (occasion.equalsInRight(judged) || !(occasion.state() instanceof Shown)) {
            return Mono.fromSupplier(() -> news.of(occasion.state()));
        }
        return right.then(Mono.fromSupplier(() -> {
                    judged = occasion;
                    return news.of(occasion.state());
                }))
                .onErrorComplete(Faults::isDependency)
                .onErrorResume(ProblemException.class, lost -> Mono.fromSupplier(news::gone));
    }

    /** @param reason counts the reasons to ask for the right again */
    private record Occasion(long reason, FormationState state) {
        boolean equalsInRight(@Nullable Occasion other) {
            return other != null && reason == other.reason && Objects.equals(version(), other.version());
        }

        private @Nullable Long version() {
            return state instanceof Shown shown ? shown.version() : null;
        }
    }
}
