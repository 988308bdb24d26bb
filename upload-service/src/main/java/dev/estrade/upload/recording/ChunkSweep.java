package dev.estrade.upload.recording;

import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.upload.file.UploadProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Chunks that nobody needs: those of recordings that are assembled or removed, and what came after the count beyond the
 * last chunk. One without a row is of another installation's making, and reported as everywhere.
 */
@Component
public class ChunkSweep {
    private static final Logger log = LoggerFactory.getLogger(ChunkSweep.class);
    private static final Pattern KEY = Pattern.compile("recordings/([^/]+)/.*");
    private static final int PAGE = 500;
    private static final int AT_ONCE = 8;
    private static final Duration LAST_BYTES = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(7);

    private final Recordings recordings;
    private final Chunks chunks;
    private final Lives lives;
    private final LiveStops stops;
    private final boolean removeUnknown;

    ChunkSweep(Recordings recordings, Chunks chunks, Lives lives, LiveStops stops, UploadProperties settings) {
        this.recordings = recordings;
        this.chunks = chunks;
        this.lives = lives;
        this.stops = stops;
        this.removeUnknown = settings.sweep().removeUnknown();
    }

    /** What became of a chunk that nobody needs. */
    public enum Swept {
        REMOVED,
        /** It has no row, or could not be removed. */
        STUCK
    }

    /** Nothing of a chunk that is needed. */
    public Flux<Swept> run() {
        return chunks.all().buffer(PAGE).concatMap(this::sweep);
    }

    private Flux<Swept> sweep(List<String> keys) {
        return recordings
                .findAll(keys.stream().map(ChunkSweep::idOf).distinct().toList())
                .collect(Collectors.toMap(Recording::id, found -> found))
                .flatMapMany(known -> sweep(keys, known));
    }

    private Flux<Swept> sweep(List<String> keys, Map<String, Recording> known) {
        return Flux.fromIterable(keys).flatMap(key -> judge(key, known.get(idOf(key))), AT_ONCE);
    }

    private Mono<Swept> judge(String key, @Nullable Recording row) {
        if (row == null && !removeUnknown) {
            return Mono.fromSupplier(() -> {
                log.warn("There is no row of {}: another installation's? See ESTRADE_UPLOAD_REMOVE_UNKNOWN", key);
                return Swept.STUCK;
            });
        }
        return row != null && isNeeded(key, row) ? Mono.empty() : remove(key);
    }

    private static boolean isNeeded(String key, Recording row) {
        OptionalInt seq = Chunks.seqOf(key);
        boolean counted = row.state() == Life.State.ENDED;
        return row.state().needsChunks()
                && seq.isPresent()
                && (!counted || seq.getAsInt() < row.life().seen().length());
    }

    private Mono<Swept> remove(String key) {
        return chunks.delete(key)
                .doOnSuccess(done -> log.info("Removed {}, which nobody needs", key))
                .thenReturn(Swept.REMOVED)
                .onErrorReturn(Swept.STUCK);
    }

    /** Rows that are long over, once more with what their last URLs may have brought. */
    Mono<Void> forget() {
        Instant now = Instant.now();
        return recordings
                .unreachable(now.minus(LAST_BYTES))
                .concatMap(old -> chunks.erase(old.id()).then(recordings.forget(old)))
                .then(lives.forgetDeleted(now.minus(KEPT)))
                .then(stops.forget(now.minus(KEPT)));
    }

    private static String idOf(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches() ? parts.group(1) : "";
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob recordingTombstoneSweep(ChunkSweep sweep) {
            return new RecurringJob("recording tombstone sweep", Duration.ofHours(1), sweep::forget);
        }
    }
}
