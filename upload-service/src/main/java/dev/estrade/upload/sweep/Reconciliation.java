package dev.estrade.upload.sweep;

import dev.estrade.support.store.MultipartUploads.Unfinished;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoreProbe;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadProperties;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import dev.estrade.upload.recording.ChunkSweep;
import dev.estrade.upload.recording.ChunkSweep.Swept;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One comparison of bucket and database. An object goes only if its row says that it must. One without any row is not of
 * this installation's making, since rows are written before bytes can land and outlive every URL: in {@code uploads/} it
 * is reported, and elsewhere, where an older platform's files may lie under the same names, left alone.
 */
@Component
class Reconciliation {
    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final String LANDING = "uploads/";
    private static final Pattern ISSUED =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\\.[a-z0-9]{1,8})?");
    private static final int PAGE = 500;
    private static final int AT_ONCE = 8;
    private static final Duration LONGER_THAN_ANY_PROBE = Duration.ofHours(1);
    private static final Set<UploadStatus> LANDED =
            EnumSet.of(UploadStatus.WAITING, UploadStatus.COMPLETED, UploadStatus.CLAIMED);
    /** Completed as well: it is being saved, or will be again. */
    private static final Set<UploadStatus> PUBLIC = EnumSet.of(UploadStatus.COMPLETED, UploadStatus.SAVED);

    private final Uploads uploads;
    private final ObjectStore media;
    private final ChunkSweep chunks;
    private final boolean removeUnknown;

    Reconciliation(Uploads uploads, ChunkSweep chunks, ObjectStores stores, UploadProperties settings) {
        this.uploads = uploads;
        this.chunks = chunks;
        this.media = stores.media();
        this.removeUnknown = settings.sweep().removeUnknown();
    }

    /**
     * @param removed objects and parts that nobody needs
     * @param stuck objects and parts without a row, and those that could not be removed
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
                .concatWith(chunks.run().map(swept -> swept == Swept.REMOVED ? Outcome.REMOVED : Outcome.STUCK))
                .reduce(Outcome.NOTHING, Outcome::and);
    }

    private Flux<Outcome> objects(String prefix, Kind kind, Set<UploadStatus> wanted) {
        return Flux.defer(() -> {
            AtomicReference<String> reached = new AtomicReference<>("");
            Flux<Outcome> stretches = media.list(prefix)
                    .map(StoredObject::key)
                    .filter(key ->
                            ISSUED.matcher(key.substring(prefix.length())).matches())
                    .buffer(PAGE)
                    .concatMap(keys -> {
                        String until = idOf(keys.get(keys.size() - 1));
                        Flux<Upload> rows = uploads.between(kind, reached.getAndSet(until), until);
                        return Flux.concat(unneeded(keys, wanted), absent(prefix, Set.copyOf(keys), rows));
                    });
            // Both lists are sorted by id; what is missed because one is not is looked at once more before it counts.
            return stretches.concatWith(Flux.defer(
                    () -> absent(prefix, Set.of(), uploads.between(kind, String.valueOf(reached.get()), ""))));
        });
    }

    private Flux<Outcome> unneeded(List<String> keys, Set<UploadStatus> wanted) {
        return known(keys)
                .flatMapMany(known -> Flux.fromIterable(keys)
                        .flatMap(
                                key -> {
                                    Upload row = known.get(idOf(key));
                                    if (row == null) {
                                        return key.startsWith(LANDING) ? unknown(key, remove(key)) : Mono.empty();
                                    }
                                    return wanted.contains(row.status()) ? Mono.empty() : remove(key);
                                },
                                AT_ONCE));
    }

    private Mono<Outcome> unknown(String key, Mono<Outcome> removal) {
        return removeUnknown
                ? removal
                : Mono.fromSupplier(() -> {
                    log.warn("There is no row of {}: another installation's? See ESTRADE_UPLOAD_REMOVE_UNKNOWN", key);
                    return Outcome.STUCK;
                });
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
                .unfinished(LANDING)
                .buffer(PAGE)
                .concatMap(page -> known(page.stream().map(Unfinished::key).toList())
                        .flatMapMany(known -> Flux.fromIterable(page)
                                .flatMap(parts -> unneeded(parts, known.get(idOf(parts.key()))), AT_ONCE)));
    }

    /** A row that knows of no parts yet may be writing that down. */
    private Mono<Outcome> unneeded(Unfinished parts, @Nullable Upload row) {
        if (row == null) {
            return unknown(parts.key(), abort(parts));
        }
        String known = row.transfer().multipartId();
        boolean wanted = row.status() == UploadStatus.WAITING
                && (known == null || parts.uploadId().equals(known));
        return wanted ? Mono.empty() : abort(parts);
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
                .doOnSuccess(done -> log.info("Removed {}, which nobody needs", key))
                .thenReturn(Outcome.REMOVED)
                .onErrorReturn(Outcome.STUCK);
    }

    private Mono<Outcome> abort(Unfinished parts) {
        return media.multipart()
                .abort(parts.key(), parts.uploadId())
                .doOnSuccess(done -> log.info("Aborted the parts of {}, which nobody needs", parts.key()))
                .thenReturn(Outcome.REMOVED)
                .onErrorReturn(Outcome.STUCK);
    }

    private Mono<Map<String, Upload>> known(List<String> keys) {
        return uploads.findAll(keys.stream().map(Reconciliation::idOf).toList())
                .collect(Collectors.toMap(Upload::id, Function.identity()));
    }

    private static String keyOf(Upload row) {
        return row.status() == UploadStatus.SAVED ? row.declared().fileKey() : row.objectKey();
    }

    private static String idOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1).replaceFirst("\\..*", "");
    }
}
