package dev.estrade.upload.sweep;

import dev.estrade.support.store.MultipartUploads.Unfinished;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoreProbe;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final Duration LONGER_THAN_ANY_PROBE = Duration.ofHours(1);
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
                        objects("uploads/" + kind.folder() + "/", kind, LANDED),
                        objects(kind.folder() + "/", kind, PUBLIC)))
                .concatWith(parts())
                .concatWith(probes())
                .reduce(Outcome.NOTHING, Outcome::and);
    }

    /** Both lists are sorted by id, so each page of keys is compared with the rows of the same stretch. */
    private Flux<Outcome> objects(String prefix, Kind kind, Set<UploadStatus> wanted) {
        return Flux.defer(() -> {
            AtomicReference<String> reached = new AtomicReference<>("");
            Flux<Outcome> stretches = media.list(prefix)
                    .map(StoredObject::key)
                    .buffer(PAGE)
                    .concatMap(keys -> {
                        String until = idOf(keys.get(keys.size() - 1));
                        return compare(prefix, keys, uploads.between(kind, reached.getAndSet(until), until), wanted);
                    });
            return stretches.concatWith(Flux.defer(
                    () -> absent(prefix, Set.of(), uploads.between(kind, String.valueOf(reached.get()), ""))));
        });
    }

    private Flux<Outcome> compare(String prefix, List<String> keys, Flux<Upload> rows, Set<UploadStatus> wanted) {
        return rows.collectMap(Upload::id)
                .flatMapMany(known -> Flux.concat(
                        Flux.fromIterable(keys)
                                .filter(key -> !isWanted(known.get(idOf(key)), wanted))
                                .flatMap(this::remove, AT_ONCE),
                        absent(prefix, Set.copyOf(keys), Flux.fromIterable(known.values()))));
    }

    /** Rows that say their bytes lie here, and do not. */
    private Flux<Outcome> absent(String prefix, Set<String> there, Flux<Upload> rows) {
        return rows.filter(row ->
                        row.status() == UploadStatus.COMPLETED || row.status().isHeld())
                .filter(row -> keyOf(row).startsWith(prefix) && !there.contains(keyOf(row)))
                .flatMap(this::missing, AT_ONCE);
    }

    /** Of services that were killed while they tried the store. */
    private Flux<Outcome> probes() {
        String young =
                StoreProbe.PREFIX + Instant.now().minus(LONGER_THAN_ANY_PROBE).getEpochSecond();
        return media.list(StoreProbe.PREFIX)
                .map(StoredObject::key)
                .filter(key -> key.compareTo(young) < 0)
                .flatMap(this::remove, AT_ONCE);
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

    /** Looked at again: it may have arrived or moved between the two lists. */
    private Mono<Outcome> missing(Upload row) {
        return media.stat(keyOf(row))
                .hasElement()
                .filter(there -> !there)
                .flatMap(gone -> uploads.find(row.id()))
                .filter(again -> again.status() == row.status())
                .doOnNext(again -> log.warn("The bytes of upload {} are gone: {}", row.id(), keyOf(row)))
                .map(again -> Outcome.MISSING);
    }

    private Mono<Outcome> remove(String key) {
        return media.delete(key)
                .doOnSuccess(done -> log.info("Removed {}, of which nothing knows", key))
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
