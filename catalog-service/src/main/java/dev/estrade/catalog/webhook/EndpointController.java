package dev.estrade.catalog.webhook;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.webhook.EndpointRequest.Checked;
import dev.estrade.support.outbound.OutboundClient;
import dev.estrade.support.outbound.OutboundException;
import dev.estrade.support.outbound.OutboundException.Reason;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.page.Page;
import dev.estrade.support.page.QueryReader;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The endpoints, for admins and the frontend's own server. */
@RestController
@RequestMapping("/api/webhook-endpoints")
class EndpointController {
    private final WebhookEndpoints endpoints;
    private final Deliveries deliveries;
    private final SigningSecrets secrets;
    private final OutboundClient outbound;
    private final WebhookProperties settings;

    EndpointController(
            WebhookEndpoints endpoints,
            Deliveries deliveries,
            SigningSecrets secrets,
            OutboundClient outbound,
            WebhookProperties settings) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.outbound = outbound;
        this.settings = settings;
    }

    @PostMapping
    Mono<ResponseEntity<EndpointView>> create(
            @RequestBody EndpointRequest request, @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        Checked wanted = request.checked();
        String id = WebhookEndpoint.newId();
        String secret = secrets.next();
        return outbound.check(wanted.url())
                .onErrorMap(OutboundException.class, EndpointController::refused)
                .then(Mono.defer(() -> endpoints.insert(WebhookEndpoint.of(
                        id, wanted.url(), wanted.events(), secrets.seal(secret, id), Instant.now()))))
                .map(created -> ResponseEntity.created(URI.create("/api/webhook-endpoints/" + id))
                        .cacheControl(CacheControl.noStore())
                        .body(EndpointView.of(created, secret)));
    }

    @GetMapping
    Mono<Page<EndpointView>> list(
            @RequestParam MultiValueMap<String, String> query, @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        QueryReader reader = new QueryReader(query);
        int limit = reader.limit();
        Cursor after = reader.cursor();
        reader.requireFaultless();
        return endpoints
                .list(limit, after)
                .collectList()
                .map(found -> Page.of(found, limit, EndpointView::of, WebhookEndpoint::cursor));
    }

    @GetMapping("/{id}")
    Mono<EndpointView> show(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        return endpoints.require(id).map(EndpointView::of);
    }

    /** Its deliveries go with it, also those that were still to be made. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        return endpoints.require(id).then(endpoints.remove(id)).then(deliveries.removeOf(id));
    }

    @PostMapping("/{id}/secret")
    Mono<ResponseEntity<EndpointView>> rotate(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        String secret = secrets.next();
        String sealed = secrets.seal(secret, id);
        return endpoints
                .change(id, endpoint -> endpoint.rotated(sealed, Instant.now(), settings.secretOverlap()))
                .switchIfEmpty(WebhookEndpoints.unknown())
                .map(rotated -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(EndpointView.of(rotated, secret)));
    }

    /** After it was disabled by a 410; what happened meanwhile it is not told. */
    @PostMapping("/{id}/enable")
    Mono<EndpointView> enable(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        requireOperator(caller);
        return endpoints
                .change(id, WebhookEndpoint::enabled)
                .switchIfEmpty(WebhookEndpoints.unknown())
                .map(EndpointView::of);
    }

    /** @throws ProblemException {@code auth.forbidden} */
    static void requireOperator(Caller caller) {
        caller.require(Role.ADMIN, Role.SERVICE);
    }

    private static ProblemException refused(OutboundException refusal) {
        CatalogProblem code = refusal.reason() == Reason.ADDRESS_REFUSED
                ? CatalogProblem.WEBHOOK_ADDRESS_REFUSED
                : CatalogProblem.WEBHOOK_URL_REFUSED;
        String why = String.valueOf(refusal.getMessage());
        return ProblemException.of(code, why).withErrors(List.of(new FieldProblem("url", code.code(), why)));
    }
}
