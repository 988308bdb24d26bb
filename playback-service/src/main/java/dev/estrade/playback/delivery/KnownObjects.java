package dev.estrade.playback.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the store says of objects: of fixed ones once, of others each time. */
@Component
class KnownObjects {
    private final ObjectStore media;
    private final AsyncCache<String, StoredObject> fixed = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(10))
            .maximumSize(50_000)
            .buildAsync();

    KnownObjects(ObjectStores stores) {
        this.media = stores.media();
    }

    /** Empty if there is no such object; that is never remembered. */
    Mono<StoredObject> find(StoredFile file) {
        return file.fixed()
                ? Mono.fromFuture(
                        () -> fixed.get(
                                file.key(), (key, executor) -> media.stat(key).toFuture()),
                        true)
                : media.stat(file.key()).filter(file::is);
    }

    /** After it was found to be gone or another one. */
    void forget(StoredFile file) {
        fixed.synchronous().invalidate(file.key());
    }
}
