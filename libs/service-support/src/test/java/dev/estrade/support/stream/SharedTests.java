package dev.estrade.support.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class SharedTests {
    private final AtomicInteger sources = new AtomicInteger();
    private final Sinks.Many<Integer> numbers = Sinks.many().multicast().directBestEffort();
    private final Shared<Integer> shared =
            new Shared<>(key -> numbers.asFlux().doOnSubscribe(unused -> sources.incrementAndGet()));

    @Test
    void hasOneSourceForAllReadersAndALateOneBeginsWithTheNewest() {
        Disposable first = shared.of("a").subscribe();
        numbers.tryEmitNext(1);
        numbers.tryEmitNext(2);
        StepVerifier.create(shared.of("a"))
                .expectNext(2)
                .then(() -> numbers.tryEmitNext(3))
                .expectNext(3)
                .thenCancel()
                .verify();
        assertThat(sources).hasValue(1);
        first.dispose();
    }

    @Test
    void endsWithItsLastReaderAndBeginsAnew() {
        shared.of("a").subscribe().dispose();
        StepVerifier.create(shared.of("a"))
                .then(() -> numbers.tryEmitNext(9))
                .expectNext(9)
                .thenCancel()
                .verify();
        assertThat(sources).hasValue(2);
    }

    @Test
    void keepsOnlyTheNewestForASlowReader() {
        List<Integer> seen = new ArrayList<>();
        BaseSubscriber<Integer> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(Integer number) {
                seen.add(number);
            }
        };
        shared.of("a").subscribe(slow);
        Flux.range(1, 100_000).subscribe(numbers::tryEmitNext);
        slow.request(1);

        assertThat(seen).containsExactly(1, 100_000);
        slow.cancel();
    }
}
