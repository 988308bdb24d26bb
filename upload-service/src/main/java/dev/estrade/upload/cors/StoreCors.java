package dev.estrade.upload.cors;

import dev.estrade.support.schedule.Background;
import dev.estrade.support.store.BucketCors;
import dev.estrade.support.store.BucketCors.Outcome;
import dev.estrade.support.store.ObjectStores;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** At start: sets the bucket's CORS rules if it has none, then asks as a browser would, and says what is wrong. */
@Component
class StoreCors extends Background {
    private static final Logger log = LoggerFactory.getLogger(StoreCors.class);

    private final BucketCors cors;
    private final CorsProperties settings;

    StoreCors(ObjectStores stores, CorsProperties settings) {
        this.cors = stores.media().cors();
        this.settings = settings;
    }

    /** The origins whose pages the store refuses. */
    Flux<String> refused() {
        return cors.ensure(settings.all())
                .doOnNext(outcome -> {
                    if (outcome == Outcome.SET) {
                        log.info("The bucket had no CORS rules; now pages of {} may upload to it", settings.all());
                    }
                })
                .thenMany(Flux.fromIterable(settings.all()))
                .filterWhen(origin -> cors.allows(origin.replace("*.", "any.")).map(allowed -> !allowed));
    }

    @Override
    protected Disposable begin() {
        return refused()
                .collectList()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(2)).maxBackoff(Duration.ofMinutes(1)))
                .filter(origins -> !origins.isEmpty())
                .flatMap(origins -> Mono.<Void>fromRunnable(() -> log.error(
                        "Pages of {} cannot upload: the bucket's CORS rules do not allow it; docs/store.md has the rules"
                                + " to set",
                        origins)))
                .subscribe();
    }
}
