package dev.estrade.gateway.watch;

import dev.estrade.support.trace.TraceParent;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Services go on with the gateway's trace. The gateway's own observation of the call would do the same with a second span
 * and a second set of metrics.
 */
@Component
class TraceHeader implements HttpHeadersFilter {

    @Override
    public HttpHeaders filter(HttpHeaders request, ServerWebExchange exchange) {
        return TraceParent.of(exchange)
                .map(parent -> with(request, parent.text()))
                .orElse(request);
    }

    private static HttpHeaders with(HttpHeaders request, String parent) {
        HttpHeaders traced = HttpHeaders.copyOf(request);
        traced.set(TraceParent.HEADER, parent);
        return traced;
    }
}
