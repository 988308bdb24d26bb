package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.formation.FormationState.Gone;
import dev.estrade.catalog.formation.FormationState.Shown;
import dev.estrade.support.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.StepVerifier.FirstStep;
import tools.jackson.databind.json.JsonMapper;

class FormationWatchTests {
    private final Sinks.Many<FormationState> states = Sinks.many().replay().latest();
    private final Sinks.Many<String> enrolment = Sinks.many().multicast().directBestEffort();
    private final AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Mono<String> right = Mono.defer(() -> {
        asked.incrementAndGet();
        Throwable thrown = refusal.get();
        return thrown == null ? Mono.just("yes") : Mono.error(thrown);
    });

    @Test
    void asksForTheRightEveryThirtySecondsAndNotForEachLesson() {
        states.tryEmitNext(shown(1, 0));
        watch().expectNextMatches(event -> "formation".equals(event.event()))
                .then(() -> states.tryEmitNext(shown(1, 10)))
                .expectNextMatches(event -> "lesson".equals(event.event()))
                .then(() -> assertThat(asked).hasValue(1))
                .thenAwait(Duration.ofSeconds(29))
                .then(() -> assertThat(asked).hasValue(1))
                .thenAwait(Duration.ofSeconds(1))
                .then(() -> assertThat(asked).hasValue(2))
                .thenCancel()
                .verify();
    }

    @Test
    void tellsNothingNewToWhoHasLostHisRight() {
        states.tryEmitNext(shown(1, 0));
        watch().expectNextCount(1)
                .then(() ->
                        refusal.set(ProblemException.of(CatalogProblem.FORMATION_UNKNOWN, "There is none for you.")))
                .then(() -> states.tryEmitNext(shown(2, 50)))
                .expectNextMatches(event -> "gone".equals(event.event()))
                .verifyComplete();
    }

    @Test
    void asksAgainWhenTheEnrolmentMayHaveChanged() {
        states.tryEmitNext(shown(1, 0));
        watch().expectNextCount(1)
                .then(() -> enrolment.tryEmitNext("still"))
                .then(() -> assertThat(asked).hasValue(2))
                .then(() -> refusal.set(ProblemException.of(CatalogProblem.FORMATION_UNKNOWN, "It has ended.")))
                .then(() -> enrolment.tryEmitNext("ended"))
                .expectNextMatches(event -> "gone".equals(event.event()))
                .verifyComplete();
    }

    @Test
    void waitsWhileTheRightCannotBeAskedFor() {
        states.tryEmitNext(shown(1, 0));
        watch().expectNextCount(1)
                .then(() -> refusal.set(new IOException("The database is away")))
                .then(() -> states.tryEmitNext(shown(2, 50)))
                .expectNoEvent(Duration.ofSeconds(60))
                .then(() -> refusal.set(null))
                .thenAwait(Duration.ofSeconds(30))
                .expectNextMatches(event -> "lesson".equals(event.event()))
                .thenCancel()
                .verify();
    }

    @Test
    void endsWithTheFormation() {
        states.tryEmitNext(new Gone());
        watch().expectNextMatches(event -> "gone".equals(event.event())).verifyComplete();
    }

    private FirstStep<ServerSentEvent<String>> watch() {
        return StepVerifier.withVirtualTime(
                () -> new FormationWatch(new FormationNews(JsonMapper.shared(), "f1", null), right)
                        .events(states.asFlux(), Flux.from(enrolment.asFlux())));
    }

    private static Shown shown(long version, int progress) {
        String text = """
                {"id":"f1","modules":[{"videos":[{"rel":"t/f1/m/l","progress":%d}]}]}""".formatted(progress);
        return new Shown(version, JsonMapper.shared().readTree(text), text, version + "-" + progress);
    }
}
