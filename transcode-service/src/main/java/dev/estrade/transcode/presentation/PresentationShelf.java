package dev.estrade.transcode.presentation;

import dev.estrade.support.problem.Faults;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.transcode.presentation.Presentation.Upload;
import dev.estrade.transcode.presentation.Recipe.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts a presentation and its poster in their place. */
@Component
class PresentationShelf {
    private static final Logger log = LoggerFactory.getLogger(PresentationShelf.class);
    private static final String POSTER = "poster.jpg";
    private static final String PICTURE = "image/jpeg";

    private final ObjectStore media;

    PresentationShelf(ObjectStores stores) {
        this.media = stores.media();
    }

    /**
     * What lies in the place.
     *
     * @param size bytes of the presentation, which an attempt that was killed may have uploaded
     * @param posterKey null if it has none
     */
    record Placed(long size, @Nullable String posterKey) {}

    /** What else lies in the place goes, such as the poster of a presentation before this one. */
    Mono<Placed> put(Upload upload, Conversion.Result made) {
        String place = upload.fileKey().substring(0, upload.fileKey().lastIndexOf('/') + 1);
        String staged = place + "v" + upload.version() + ".";
        String type = Format.of(upload.extension()).contentType();
        Mono<String> poster = Mono.justOrEmpty(made.poster())
                .flatMap(file -> put(file, staged + "jpg", place + POSTER, PICTURE))
                .map(StoredObject::key);
        return put(made.file(), staged + upload.extension(), upload.fileKey(), type)
                .zipWhen(
                        stored -> orNone(upload, poster).singleOptional(),
                        (stored, key) -> new Placed(stored.size(), key.orElse(null)))
                .delayUntil(placed -> removeOthers(
                        place, Stream.of(upload.fileKey(), placed.posterKey()).toList()));
    }

    /**
     * Uploads beside the place first: from there it is a copy within the store, which is whole or not at all, so that
     * what is watched meanwhile changes in one moment.
     */
    private Mono<StoredObject> put(Path file, String staged, String key, String type) {
        return media.putIfAbsent(staged, type, file)
                .then(Mono.defer(() -> media.stat(staged)))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(staged + " was removed by somebody else")))
                .flatMap(found -> media.copy(staged, key, found.etag(), type)
                        .map(etag -> new StoredObject(key, found.size(), etag, type)));
    }

    /** A presentation plays without its poster. */
    private static Mono<String> orNone(Upload upload, Mono<String> poster) {
        return poster.onErrorResume(failure -> !Faults.isDependency(failure), failure -> {
            log.warn("{} has no poster: {}", upload.fileKey(), failure.toString());
            return Mono.empty();
        });
    }

    /** @param folder everything below goes */
    Mono<Void> erase(String folder) {
        return removeOthers(folder, List.of());
    }

    private Mono<Void> removeOthers(String place, List<@Nullable String> kept) {
        return media.list(place)
                .filter(found -> !kept.contains(found.key()))
                .concatMap(other -> media.delete(other.key()))
                .then();
    }
}
