package dev.estrade.support.stream;

import dev.estrade.events.Event;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/** Brings events to the streams that wait for what they change. A hint says nothing but "look again". */
public final class Hints {
    private final List<HintKeys> features;
    private final Map<String, Set<FluxSink<String>>> waiting = new ConcurrentHashMap<>();

    Hints(List<HintKeys> features) {
        this.features = List.copyOf(features);
    }

    /** Hints for any of these keys; of those that come faster than they are taken, the last. */
    public Flux<String> of(Collection<String> keys) {
        return Flux.create(sink -> wait(keys, sink), OverflowStrategy.LATEST);
    }

    void tell(Event event) {
        features.stream()
                .flatMap(feature -> feature.changedBy(event))
                .distinct()
                .forEach(this::wake);
    }

    /** For tests: nobody waits for anything. */
    boolean isIdle() {
        return waiting.isEmpty();
    }

    private void wake(String key) {
        waiting.getOrDefault(key, Set.of()).forEach(sink -> sink.next(key));
    }

    private void wait(Collection<String> keys, FluxSink<String> sink) {
        keys.forEach(key -> waiting.compute(key, (unused, sinks) -> {
            Set<FluxSink<String>> all = sinks == null ? ConcurrentHashMap.newKeySet() : sinks;
            all.add(sink);
            return all;
        }));
        sink.onDispose(() -> keys.forEach(key -> waiting.computeIfPresent(key, (unused, sinks) -> {
            sinks.remove(sink);
            return sinks.isEmpty() ? null : sinks;
        })));
    }
}
