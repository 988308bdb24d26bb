package dev.estrade.transcode.work;

import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.Source;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The originals in the store, as FFmpeg reads them: one signed URL each, by ranges, and still the claimed version. */
@Component
public class Sources {
    /** Longer than any run. */
    private static final Duration EXPIRY = Duration.ofHours(4);

    private final ObjectStores stores;

    Sources(ObjectStores stores) {
        this.stores = stores;
    }

    Mono<Source> of(Lesson lesson) {
        Lesson.Original original = lesson.original();
        return of(original.key(), original.etag(), original.container());
    }

    /** @return fails with MediaException if the object is gone or another one */
    public Mono<Source> of(String key, String claimedEtag, String container) {
        return stores.media()
                .stat(key)
                .map(StoredObject::etag)
                .filter(claimedEtag::equals)
                .switchIfEmpty(
                        Mono.error(() -> new MediaException(TranscodeProblem.SOURCE_GONE, "not the claimed object")))
                .map(etag -> Source.at(stores.media().presignInternalGet(key, EXPIRY), etag, Demuxer.of(container)));
    }
}
