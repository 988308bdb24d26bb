package dev.estrade.upload.sweep;

import dev.estrade.support.store.MultipartUploads.Unfinished;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One comparison of bucket and database. Rows are written before bytes can land, so an object without a row is nobody's
 * at whatever moment it is seen.
 */
@Component
class Reconciliation {
    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final int PAGE = 500;
    private static final int AT_ONCE = 8;
    private static final Set<UploadStatus> LANDED =
            EnumSet.of(UploadStatus.WAITING, UploadStatus.COMPLETED, UploadStatus.CLAIMED);
    /** Completed as well: it is being saved, or will be again. */
    private static final Set<UploadStatus> PUBLIC = EnumSet.of(UploadStatus.COMPLETED, UploadStatus.SAVED);

    private final Uploads uploads;
    private final ObjectStore media;

    Reconciliation(Uploads uploads, ObjectStores stores) {
        this.uploads = uploads;
        this.media = stores.media();
    }

    /**
     * @param removed objects and parts that nothing knew of
     * @param stuck of these, how many could not be removed
     * @param missing rows whose bytes are gone
     */
    record Outcome(long removed, long stuck, long missing) {
        static final Outcome NOTHING = new Outcome(0, 0, 0);

        Outcome and(Outcome other) {
            return new Outcome(removed + other.removed, stuck + other.stuck, missing + other.missing);
        }

        private static final Outcome REMOVED = new Outcome(1, 0, 0);
        private static final Outcome STUCK = new Outcome(0, 1, 0);
        private static final Outcome MISSING = new Outcome(0, 0, 1);
    }

    Mono<Outcome> run() {
        return Flux.fromArray(Kind.values())
                .concatMap(kind -> Flux.concat(
                        objects("uploads/" + kind.folder() + "/", LANDED),
                        objects(kind.folder() + "/", PUBLIC),
                        rows(kind)))
                .concatWith(parts())
                .reduce(Outcome.NOTHING, Outcome::and);
    }

    private Flux<Outcome> objects(String prefix, Set<UploadStatus> wanted) {
        return media.list(prefix)
                .buffer(PAGE)
                .concatMap(page -> known(page.stream().map(StoredObject::key).toList())
                        .flatMapMany(known -> Flux.fromIterable(page)
                                .filter(object -> !isWanted(known.get(idOf(object.key())), wanted))
                                .flatMap(this::remove, AT_ONCE)));
    }

    private Flux<Outcome> parts() {
        return media.multipart()
                .unfinished("uploads/")
                .buffer(PAGE)
                .concatMap(page -> known(page.stream().map(Unfinished::key).toList())
                        .flatMapMany(known -> Flux.fromIterable(page)
                                .filter(parts -> !isWanted(known.get(idOf(parts.key())), parts))
                                .flatMap(this::abort, AT_ONCE)));
    }

    /** Rows that say their bytes are there. */
    private Flux<Outcome> rows(Kind kind) {
        return uploads.between(kind, "", "")
                .filter(row ->
                        row.status() == UploadStatus.COMPLETED || row.status().isHeld())
                .flatMap(
                        row -> media.stat(keyOf(row))
                                .hasElement()
                                .filter(there -> !there)
                                .flatMap(gone -> missing(row)),
                        AT_ONCE);
    }

    /** Looked at again: it may have moved between the row and the look. */
    private Mono<Outcome> missing(Upload row) {
        return uploads.find(row.id())
                .filter(again -> again.status() == row.status())
                .doOnNext(again -> log.warn("The bytes of upload {} are gone: {}", row.id(), keyOf(row)))
                .map(again -> Outcome.MISSING);
    }

    private Mono<Outcome> remove(StoredObject object) {
        return media.delete(object.key())
                .doOnSuccess(done -> log.info("Removed {}, of which nothing knows", object.key()))
                .thenReturn(Outcome.REMOVED)
                .onErrorReturn(Outcome.STUCK);
    }

    private Mono<Outcome> abort(Unfinished parts) {
        return media.multipart()
                .abort(parts.key(), parts.uploadId())
                .doOnSuccess(done -> log.info("Aborted the parts of {}, of which nothing knows", parts.key()))
                .thenReturn(Outcome.REMOVED)
                .onErrorReturn(Outcome.STUCK);
    }

    private Mono<Map<String, Upload>> known(List<String> keys) {
        return uploads.findAll(keys.stream().map(Reconciliation::idOf).toList())
                .collect(Collectors.toMap(Upload::id, Function.identity()));
    }

    private static boolean isWanted(@Nullable Upload row, Set<UploadStatus> wanted) {
        return row != null && wanted.contains(row.status());
    }

    /** A row that knows of no parts yet may be writing that down. */
    private static boolean isWanted(@Nullable Upload row, Unfinished parts) {
        return row != null
                && row.status() == UploadStatus.WAITING
                && (row.transfer().multipartId() == null
                        || parts.uploadId().equals(row.transfer().multipartId()));
    }

    private static String keyOf(Upload row) {
        return row.status() == UploadStatus.SAVED ? row.declared().fileKey() : row.objectKey();
    }

    private static String idOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1).replaceFirst("\\..*", "");
    }
}
