package dev.estrade.playback.hls;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.estrade.events.Rel;
import dev.estrade.support.keys.ContentKeys;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Unwrapped content keys, in memory for 5 s at most: that is how long a deleted key may still be given out. */
@Component
class RecentKeys {
    private final ContentKeys keys;
    private final AsyncCache<Place, byte[]> recent = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(5))
            .maximumSize(10_000)
            .buildAsync();

    RecentKeys(ContentKeys keys) {
        this.keys = keys;
    }

    /** @return 16 bytes; empty if there is no key */
    Mono<byte[]> read(Rel rel, String generation) {
        return Mono.fromFuture(
                () -> recent.get(
                        new Place(rel, generation),
                        (place, executor) ->
                                keys.read(place.rel(), place.generation()).toFuture()),
                true);
    }

    private record Place(Rel rel, String generation) {}
}
