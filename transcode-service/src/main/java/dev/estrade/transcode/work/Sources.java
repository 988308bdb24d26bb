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
class Sources {
    /** Longer than any run. */
    private static final Duration EXPIRY = Duration.ofHours(4);

    private final ObjectStores stores;

    Sources(ObjectStores stores) {
        this.stores = stores;
    }

    Mono<Source> of(Lesson lesson) {
        Lesson.Original original = lesson.original();
        return stores.media()
                .stat(original.key())
                .map(StoredObject::etag)
                .filter(original.etag()::equals)
                .switchIfEmpty(
                        Mono.error(() -> new MediaException(TranscodeProblem.SOURCE_GONE, "not the claimed object")))
                .map(etag -> Source.at(
                        stores.media().presignInternalGet(original.key(), EXPIRY),
                        etag,
                        Demuxer.of(original.container())));
    }
}
