package dev.estrade.transcode.presentation;

import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.transcode.presentation.Presentation.Upload;
import dev.estrade.transcode.presentation.Recipe.Format;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts a presentation in its place. */
@Component
class PresentationShelf {
    private final ObjectStore media;

    PresentationShelf(ObjectStores stores) {
        this.media = stores.media();
    }

    /**
     * Uploads beside the place first: from there it is a copy within the store, which is whole or not at all, so that
     * what is watched meanwhile changes in one moment. What else lies in the place goes.
     *
     * @return the file as it is stored, which an attempt that was killed may have uploaded
     */
    Mono<StoredObject> put(Upload upload, Path file) {
        String place = upload.fileKey().substring(0, upload.fileKey().lastIndexOf('/') + 1);
        String type = Format.of(upload.extension()).contentType();
        String staged = place + "v" + upload.version() + "." + upload.extension();
        return media.putIfAbsent(staged, type, file)
                .then(Mono.defer(() -> media.stat(staged)))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(staged + " was removed by somebody else")))
                .delayUntil(found -> media.copy(staged, upload.fileKey(), found.etag(), type))
                .delayUntil(found -> removeOthers(place, upload.fileKey()));
    }

    /** @param folder everything below goes */
    Mono<Void> erase(String folder) {
        return removeOthers(folder, "");
    }

    private Mono<Void> removeOthers(String place, String kept) {
        return media.list(place)
                .filter(found -> !found.key().equals(kept))
                .concatMap(other -> media.delete(other.key()))
                .then();
    }
}
