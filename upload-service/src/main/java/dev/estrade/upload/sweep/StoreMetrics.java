package dev.estrade.upload.sweep;

import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.support.status.Status;
import dev.estrade.support.status.StatusContributor;
import dev.estrade.support.status.StorageStatus;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.upload.file.UploadProperties;
import dev.estrade.upload.sweep.Reconciliation.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs the comparison and publishes what it leaves: {@code estrade_orphan_objects} must read 0, by
 * {@code side="bucket"} (no row knows of it, or it cannot be removed) and {@code side="database"} (its bytes are gone);
 * {@code estrade_bucket_bytes} by prefix; {@code estrade_orphans_removed_total}. Operators are told the same by {@code GET
 * /api/status}.
 */
@Component
class StoreMetrics implements StatusContributor {
    private static final List<String> PREFIXES =
            List.of("uploads", "videos", "photos", "recordings", "hls", "presentation_videos", "generations");

    private final Reconciliation reconciliation;
    private final ObjectStore media;
    private final AtomicLong stuck;
    private final AtomicLong missing;
    private final Counter removed;
    private final Map<String, AtomicLong> bytes = new ConcurrentHashMap<>();
    private volatile @Nullable StorageStatus last;

    StoreMetrics(Reconciliation reconciliation, ObjectStores stores, MeterRegistry meters) {
        this.reconciliation = reconciliation;
        this.media = stores.media();
        this.stuck = gauge(meters, "bucket");
        this.missing = gauge(meters, "database");
        this.removed = meters.counter("estrade.orphans.removed");
        PREFIXES.forEach(prefix -> bytes.put(
                prefix,
                Objects.requireNonNull(
                        meters.gauge("estrade.bucket.bytes", Tags.of("prefix", prefix), new AtomicLong()))));
    }

    Mono<Void> run() {
        return reconciliation
                .run()
                .doOnNext(this::publish)
                .zipWhen(outcome -> measure(), StoreMetrics::swept)
                .doOnNext(seen -> last = seen)
                .then();
    }

    /** Nothing before the first sweep has ended. */
    @Override
    public Mono<Status> addTo(Status status) {
        return Mono.justOrEmpty(last).map(status::with);
    }

    private void publish(Outcome outcome) {
        stuck.set(outcome.stuck());
        missing.set(outcome.missing());
        removed.increment(outcome.removed());
    }

    private Mono<Held> measure() {
        return Flux.fromIterable(bytes.entrySet())
                .concatMap(prefix -> media.list(prefix.getKey() + "/")
                        .map(object -> new Held(1, object.size()))
                        .reduce(Held.NOTHING, Held::and)
                        .doOnNext(held -> prefix.getValue().set(held.bytes())))
                .reduce(Held.NOTHING, Held::and);
    }

    private record Held(long objects, long bytes) {
        private static final Held NOTHING = new Held(0, 0);

        Held and(Held other) {
            return new Held(objects + other.objects, bytes + other.bytes);
        }
    }

    private static StorageStatus swept(Outcome outcome, Held held) {
        return new StorageStatus(held.objects(), held.bytes(), outcome.stuck() + outcome.missing(), Instant.now());
    }

    private static AtomicLong gauge(MeterRegistry meters, String side) {
        return Objects.requireNonNull(meters.gauge("estrade.orphan.objects", Tags.of("side", side), new AtomicLong()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob storeSweep(StoreMetrics metrics, UploadProperties settings) {
            return new RecurringJob("store sweep", settings.sweep().every(), metrics::run);
        }
    }
}
