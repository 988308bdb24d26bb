package dev.estrade.support.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Event;
import dev.estrade.events.NotificationCreated;
import dev.estrade.events.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LooksTests {
    private static final StreamProperties SETTINGS = new StreamProperties(
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            2);

    private final Hints hints = new Hints(List.of(new ByUser()));
    private final AtomicInteger looks = new AtomicInteger();
    private final Mono<Integer> document = Mono.fromSupplier(looks::incrementAndGet);

    @Test
    void looksAtOnceAndThenByPolls() {
        StepVerifier.withVirtualTime(() -> states(document))
                .thenAwait(Duration.ofMillis(50))
                .expectNext(1)
                .expectNoEvent(Duration.ofMillis(4_999))
                .thenAwait(Duration.ofMillis(51))
                .expectNext(2)
                .thenCancel()
                .verify();
    }

    @Test
    void looksAMomentAfterAHintAndOnceMoreAfterTheLast() {
        StepVerifier.withVirtualTime(() -> states(document))
                .thenAwait(Duration.ofSeconds(2))
                .expectNext(1)
                .then(this::hint)
                .expectNoEvent(Duration.ofMillis(49))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(2)
                .thenAwait(Duration.ofMillis(1_050))
                .expectNext(3)
                .expectNoEvent(Duration.ofMillis(900))
                .thenCancel()
                .verify();
    }

    @Test
    void looksOncePerSecondHoweverManyHintsCome() {
        StepVerifier.withVirtualTime(() -> states(document).take(Duration.ofSeconds(10)))
                .then(() -> Flux.interval(Duration.ofMillis(7))
                        .take(Duration.ofSeconds(10))
                        .subscribe(tick -> hint()))
                .thenAwait(Duration.ofSeconds(11))
                .expectNextCount(10)
                .verifyComplete();
        assertThat(looks).hasValue(10);
    }

    @Test
    void keepsOneHintForAReaderThatTakesNone() {
        StepVerifier.withVirtualTime(() -> states(document), 1)
                .thenAwait(Duration.ofMillis(50))
                .expectNext(1)
                .then(() -> Stream.generate(() -> 0).limit(10_000).forEach(i -> hint()))
                .thenAwait(Duration.ofSeconds(60))
                .then(() -> assertThat(looks.get()).isLessThanOrEqualTo(2))
                .thenCancel()
                .verify();
    }

    @Test
    void goesOnWhenTheDatabaseIsAwayAndEndsWithAnyOtherError() {
        Mono<Integer> failing = document.flatMap(look -> switch (look) {
            case 1 -> Mono.error(new IOException("away"));
            case 2 -> Mono.just(look);
            default -> Mono.error(new IllegalStateException("defect"));
        });
        StepVerifier.withVirtualTime(() -> states(failing))
                .thenAwait(Duration.ofSeconds(6))
                .expectNext(2)
                .thenAwait(Duration.ofSeconds(6))
                .verifyError(IllegalStateException.class);
    }

    @Test
    void leavesNothingBehind() {
        states(document).take(1).blockLast(Duration.ofSeconds(5));

        assertThat(hints.isIdle()).isTrue();
    }

    @Test
    void wakesOnlyThoseWhoWaitForWhatChanged() {
        StepVerifier.withVirtualTime(() -> new Looks(hints, SETTINGS).at(document, List.of("somebody else")))
                .thenAwait(Duration.ofSeconds(2))
                .expectNext(1)
                .then(this::hint)
                .expectNoEvent(Duration.ofSeconds(2))
                .thenCancel()
                .verify();
    }

    private Flux<Integer> states(Mono<Integer> looked) {
        return new Looks(hints, SETTINGS).at(looked, List.of("user", "other"));
    }

    private void hint() {
        hints.tell(new NotificationCreated("n", 1, "user"));
    }

    private static final class ByUser implements HintKeys {
        @Override
        public Set<String> topics() {
            return Set.of(Topics.CATALOG);
        }

        @Override
        public Stream<String> changedBy(Event event) {
            return event instanceof NotificationCreated created ? Stream.of(created.userId()) : Stream.empty();
        }
    }
}
