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
 * Takes an upload out of the world: first its state says so, then the object goes, then the row. A crash in between is
 * finished by the sweeper.
 */
@Component
public class Removal {
    private static final int SWEPT_AT_ONCE = 100;

    private final Uploads uploads;
    private final ObjectStore media;

    Removal(Uploads uploads, ObjectStores stores) {
        this.uploads = uploads;
        this.media = stores.media();
    }

    /** Fails with {@code upload.claimed} if a formation holds it; an upload that is gone already is fine. */
    public Mono<Void> remove(String id) {
        return uploads.change(id, Upload::cancelled).flatMap(this::finish);
    }

    private Mono<Void> finish(Upload cancelled) {
        return media.delete(cancelled.objectKey()).then(uploads.remove(cancelled));
    }

    private Mono<Void> sweep() {
        return Flux.concat(
                        uploads.cancelled(SWEPT_AT_ONCE).concatMap(this::finish),
                        uploads.expired(Instant.now(), SWEPT_AT_ONCE).concatMap(upload -> remove(upload.id())))
                .then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob uploadSweep(Removal removal) {
            return new RecurringJob("upload sweep", Duration.ofSeconds(60), removal::sweep);
        }
    }
}
