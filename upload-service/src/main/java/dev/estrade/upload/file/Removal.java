package dev.estrade.upload.file;

import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes an upload out of the world: first its state says so, then its bytes go. The row stays as a tombstone for as long
 * as a URL that was signed for it may bring bytes again; then they go once more, and the row.
 */
@Component
public class Removal {
    private static final int SWEPT_AT_ONCE = 500;
    private static final int AT_ONCE = 8;

    /** For a PUT that began just before its URL ended, on the slowest of lines. */
    private static final Duration LAST_BYTES = Duration.ofHours(24);

    private final Uploads uploads;
    private final ObjectStore media;

    Removal(Uploads uploads, ObjectStores stores) {
        this.uploads = uploads;
        this.media = stores.media();
    }

    /** Fails with {@code upload.claimed} if something holds it; an upload that is gone already is fine. */
    public Mono<Void> remove(String id) {
        return uploads.change(id, Upload::cancelled).flatMap(this::erase);
    }

    /** Unless something else than this formation holds it. */
    public Mono<Void> drop(String id, String formationId) {
        return uploads.change(id, upload -> upload.droppedBy(formationId)).flatMap(this::erase);
    }

    /** Everything that the store holds of a tombstone, its covers' bytes too; of any other upload, nothing. */
    public Mono<Void> erase(Upload upload) {
        if (!upload.status().isTombstone()) {
            return Mono.empty();
        }
        String multipartId = upload.transfer().multipartId();
        Mono<Void> parts =
                multipartId == null ? Mono.empty() : media.multipart().abort(upload.objectKey(), multipartId);
        return parts.then(media.delete(upload.objectKey()))
                .then(media.delete(upload.declared().fileKey()))
                .then(eraseCovers(upload));
    }

    private Mono<Void> eraseCovers(Upload film) {
        return uploads.heldBy(film.ownerId(), film.id())
                .concatMap(cover -> uploads.change(cover.id(), Upload::deleted))
                .concatMap(this::erase)
                .then();
    }

    Mono<Void> sweep() {
        Instant now = Instant.now();
        Mono<Void> expiry = uploads.expired(now, SWEPT_AT_ONCE)
                .flatMap(upload -> uploads.change(upload.id(), Upload::expired).flatMap(this::erase), AT_ONCE)
                .then();
        Mono<Void> forgetting = uploads.unreachable(now.minus(LAST_BYTES), SWEPT_AT_ONCE)
                .flatMap(upload -> erase(upload).then(uploads.forget(upload.id())), AT_ONCE)
                .then();
        return Flux.concat(expiry, forgetting).then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        private static final Duration MINUTE = Duration.ofMinutes(1);

        @Bean
        RecurringJob uploadSweep(Removal removal, UploadProperties settings) {
            Duration often = settings.sweep().every().compareTo(MINUTE) < 0
                    ? settings.sweep().every()
                    : MINUTE;
            return new RecurringJob("upload sweep", often, removal::sweep);
        }
    }
}
