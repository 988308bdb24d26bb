package dev.estrade.catalog.webhook;

import dev.estrade.support.schedule.Background;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Makes what is due, each endpoint in a lane of its own: one that does not answer holds up nobody else. A lane ends after
 * a few deliveries, so that with more endpoints than lanes each has its turn.
 */
@Component
final class DeliveryWorker extends Background {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int LANES = 64;
    private static final int TURN = 16;

    private final Deliveries deliveries;
    private final DeliverySender sender;
    private final WebhookProperties settings;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<Boolean> wakeUps = Sinks.many().multicast().directBestEffort();

    DeliveryWorker(Deliveries deliveries, DeliverySender sender, WebhookProperties settings) {
        this.deliveries = deliveries;
        this.sender = sender;
        this.settings = settings;
    }

    /** Something is due now, and not only at the next look. */
    void wake() {
        wakeUps.emitNext(true, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    @Override
    protected Disposable begin() {
        busy.clear();
        return Flux.merge(Flux.interval(POLL), wakeUps.asFlux())
                .onBackpressureLatest()
                .concatMap(look -> dueEndpoints(), 1)
                .filter(busy::add)
                .flatMap(this::turn, LANES)
                .subscribe();
    }

    private Flux<String> dueEndpoints() {
        return deliveries
                .dueEndpoints()
                .onErrorResume(failure -> Flux.<String>empty()
                        .doOnComplete(() -> log.warn("Webhooks wait for the database: {}", failure.toString())));
    }

    private Mono<Void> turn(String endpointId) {
        return deliveries
                .due(endpointId, TURN)
                .flatMap(sender::send, settings.concurrency())
                .count()
                .onErrorResume(failure -> Mono.fromSupplier(() -> passed(endpointId, failure)))
                .doOnNext(sent -> end(endpointId, sent))
                .then();
    }

    private void end(String endpointId, long sent) {
        busy.remove(endpointId);
        if (sent == TURN) {
            wake();
        }
    }

    private static long passed(String endpointId, Throwable failure) {
        log.warn("Webhooks of {} wait: {}", endpointId, failure.toString());
        return 0;
    }
}
