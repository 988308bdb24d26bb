package dev.estrade.catalog.webhook;

import dev.estrade.catalog.webhook.WebhookCall.Outcome;
import dev.estrade.support.schedule.RetrySchedule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes one attempt: leases the delivery, calls, notes the result. A process that dies in between leaves the lease to
 * end, and the attempt is made again with the same {@code webhook-id}: at least once.
 *
 * <p>{@code estrade_webhook_deliveries_total} counts attempts by {@code result}: {@code delivered}, {@code pending} (to
 * be tried again), {@code failed} (given up).
 */
@Component
class DeliverySender {
    private static final Logger log = LoggerFactory.getLogger(DeliverySender.class);

    private final WebhookEndpoints endpoints;
    private final Deliveries deliveries;
    private final WebhookCall call;
    private final RetrySchedule schedule;
    private final WebhookProperties settings;
    private final MeterRegistry meters;

    DeliverySender(
            WebhookEndpoints endpoints,
            Deliveries deliveries,
            WebhookCall call,
            WebhookProperties settings,
            MeterRegistry meters) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.call = call;
        this.schedule = RetrySchedule.jittered(settings.retries());
        this.settings = settings;
        this.meters = meters;
        for (Delivery.Status result : Delivery.Status.values()) {
            counter(result);
        }
    }

    /** Empty if another replica has it, or it is no more. Does not fail: without a result the lease ends. */
    Mono<Delivery> send(Delivery due) {
        return Mono.defer(() -> lease(due))
                .flatMap(this::attempt)
                .doOnNext(this::count)
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> log.warn("The webhook {} waits for its lease: {}", due.id(), failure.toString())));
    }

    /** What was found may be newer than what was looked for, and another replica's already. */
    private Mono<Delivery> lease(Delivery found) {
        Instant now = Instant.now();
        return found.isDueAt(now) ? deliveries.save(found.leased(now.plus(settings.lease()))) : Mono.empty();
    }

    private Mono<Delivery> attempt(Delivery leased) {
        return endpoints
                .find(leased.endpointId())
                .switchIfEmpty(Mono.defer(() -> deliveries.remove(leased).then(Mono.empty())))
                .flatMap(endpoint -> endpoint.isEnabled() ? call(leased, endpoint) : giveUp(leased));
    }

    private Mono<Delivery> call(Delivery leased, WebhookEndpoint endpoint) {
        return call.make(leased, endpoint).flatMap(outcome -> note(leased, outcome));
    }

    private Mono<Delivery> note(Delivery leased, Outcome outcome) {
        Delivery noted = leased.noted(
                outcome.attempt(),
                Instant.now(),
                schedule.pauseAfter(leased.turn().tries(), outcome.retryAfter()));
        Mono<Delivery> saved = deliveries.save(noted);
        return outcome.attempt().isGone()
                ? endpoints
                        .change(leased.endpointId(), endpoint -> endpoint.disabled(Instant.now()))
                        .then(saved)
                : saved;
    }

    private Mono<Delivery> giveUp(Delivery leased) {
        return deliveries.save(leased.givenUp(Attempt.failed(Instant.now(), "The endpoint is disabled.")));
    }

    private void count(Delivery noted) {
        counter(noted.turn().status()).increment();
    }

    private Counter counter(Delivery.Status result) {
        return meters.counter("estrade.webhook.deliveries", "result", result.json());
    }
}
