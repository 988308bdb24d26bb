package dev.estrade.gateway.watch;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import io.micrometer.common.KeyValue;
import java.util.Locale;
import java.util.Optional;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** Of a request that a route took, {@code uri} is the route's id in application.yml: few, and the same for every path. */
@Component
class RouteNames extends DefaultServerRequestObservationConvention {

    @Override
    protected KeyValue uri(ServerRequestObservationContext context) {
        return route(context).map(id -> KeyValue.of("uri", id)).orElseGet(() -> super.uri(context));
    }

    @Override
    public String getContextualName(ServerRequestObservationContext context) {
        return route(context)
                .map(id -> "http " + method(context).getValue().toLowerCase(Locale.ROOT) + " " + id)
                .orElseGet(() -> super.getContextualName(context));
    }

    private static Optional<String> route(ServerRequestObservationContext context) {
        return context.getAttributes().get(GATEWAY_ROUTE_ATTR) instanceof Route route
                ? Optional.of(route.getId())
                : Optional.empty();
    }
}
