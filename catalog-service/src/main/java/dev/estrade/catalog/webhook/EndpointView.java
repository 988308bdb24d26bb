package dev.estrade.catalog.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.estrade.catalog.fact.Fact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as its operators see it.
 *
 * @param disabledAt when it answered 410
 * @param secret {@code whsec_…}, in the answer that made it and never again
 */
record EndpointView(
        String id,
        String url,
        List<String> events,
        boolean enabled,
        @Nullable Instant disabledAt,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    static EndpointView of(WebhookEndpoint endpoint) {
        return of(endpoint, null);
    }

    static EndpointView of(WebhookEndpoint endpoint, @Nullable String secret) {
        return new EndpointView(
                endpoint.id(),
                endpoint.url(),
                endpoint.events().stream().sorted().map(Fact.Type::text).toList(),
                endpoint.isEnabled(),
                endpoint.disabledAt(),
                endpoint.createdAt(),
                secret);
    }
}
