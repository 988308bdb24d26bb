package dev.estrade.support.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** One source per key for all who read it at the same time in this process; it ends with the last of them. */
public final class Shared<T> {
    private final Map<String, Flux<T>> open = new ConcurrentHashMap<>();
    private final Function<String, Flux<T>> source;

    public Shared(Function<String, Flux<T>> source) {
        this.source = source;
    }

    /** Begins with the newest there is; a slow reader misses what a newer one replaced, and holds nobody up. */
    public Flux<T> of(String key) {
        return Flux.defer(() -> open.computeIfAbsent(key, this::begin)).onBackpressureLatest();
    }

    private Flux<T> begin(String key) {
        return source.apply(key).doFinally(end -> open.remove(key)).replay(1).refCount();
    }
}
