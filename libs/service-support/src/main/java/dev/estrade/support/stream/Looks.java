package dev.estrade.support.stream;

import dev.estrade.support.problem.Faults;
import java.time.Duration;
import java.util.Collection;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at a document at once, when a hint comes, and every 5 s in case one was lost.
 *
 * <p>A hint may be here before the consumer that writes the document has read the same event. So a look comes a moment
 * after its hint, and one more after the last hint of a series.
 */
public final class Looks {
    private final Hints hints;
    private final StreamProperties settings;

    Looks(Hints hints, StreamProperties settings) {
        this.hints = hints;
        this.settings = settings;
    }

    /**
     * What every look found, equal or not, at most one per second. It ends with the first error; a dependency that is
     * away is no error, it is looked again.
     *
     * @param document is subscribed to again at every look, and never before the look before has ended
     * @param keys of {@link HintKeys}
     */
    public <T> Flux<T> at(Publisher<T> document, Collection<String> keys) {
        return hints.of(keys).publish(this::occasions).onBackpressureLatest().concatMap(occasion -> look(document), 0);
    }

    private Flux<Object> occasions(Flux<String> hinted) {
        Flux<String> last = hinted.sampleTimeout(hint -> Mono.delay(settings.pace()));
        return Flux.merge(Flux.interval(Duration.ZERO, settings.poll()), hinted, last);
    }

    private <T> Flux<T> look(Publisher<T> document) {
        return Mono.delay(settings.settle())
                .thenMany(document)
                .onErrorComplete(Faults::isDependency)
                .concatWith(Mono.delay(settings.pace()).then(Mono.empty()));
    }
}
