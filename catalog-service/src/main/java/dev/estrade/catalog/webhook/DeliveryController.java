package dev.estrade.catalog.webhook;

import static dev.estrade.catalog.webhook.EndpointController.requireOperator;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.webhook.Delivery.Status;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.page.Page;
import dev.estrade.support.page.QueryReader;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What an endpoint was told, and telling it again. */
@RestController
@RequestMapping("/api/webhook-endpoints/{endpointId}")
class DeliveryController {
    private final WebhookEndpoints endpoints;
    private final Deliveries deliveries;
    private final FanOut fanOut;
    private final DeliveryWorker worker;
    private final WebhookProperties settings;

    DeliveryController(
            WebhookEndpoints endpoints,
            Deliveries deliveries,
            FanOut fanOut,
            DeliveryWorker worker,
            WebhookProperties settings) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.fanOut = fanOut;
        this.worker = worker;
        this.settings = settings;
    }

    /** Newest first. */
    @GetMapping("/deliveries")
    Mono<Page<DeliveryView>> list(
            @PathVariable String endpointId,
            @RequestParam MultiValueMap<String, String> query,
            @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        QueryReader reader = new QueryReader(query);
        Status status = reader.read("status", Status::named);
        int limit = reader.limit();
        Cursor after = reader.cursor();
        reader.requireFaultless();
        return endpoints
                .require(endpointId)
                .thenMany(deliveries.list(endpointId, status, limit, after))
                .collectList()
                .map(found -> Page.of(found, limit, DeliveryView::of, Delivery::cursor));
    }

    /** The same message with the same id, whether it was delivered, given up or waits for its next attempt. */
    @PostMapping("/deliveries/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<DeliveryView> replay(
            @PathVariable String endpointId, @PathVariable String id, @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        return enabled(endpointId)
                .then(deliveries.change(
                        endpointId, id, delivery -> delivery.replayed(Instant.now(), settings.retryWindow())))
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        CatalogProblem.WEBHOOK_DELIVERY_UNKNOWN, CatalogProblem.WEBHOOK_DELIVERY_UNKNOWN.title())))
                .doOnNext(replayed -> worker.wake())
                .map(DeliveryView::of);
    }

    /** A message of the type {@code webhook.ping}, whatever events the endpoint wants. */
    @PostMapping("/ping")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<DeliveryView> ping(@PathVariable String endpointId, @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        return enabled(endpointId).flatMap(fanOut::ping).map(DeliveryView::of);
    }

    private Mono<WebhookEndpoint> enabled(String endpointId) {
        return endpoints
                .require(endpointId)
                .filter(WebhookEndpoint::isEnabled)
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        CatalogProblem.WEBHOOK_ENDPOINT_DISABLED, CatalogProblem.WEBHOOK_ENDPOINT_DISABLED.title())));
    }
}
