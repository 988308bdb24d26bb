package dev.estrade.support.trace;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where in which trace something happens, as W3C Trace Context writes it.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
    /** The header's name, and the field's in documents. */
    public static final String HEADER = "traceparent";

    /** On this thread; null if nothing is traced here. */
    public static @Nullable String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? new TraceParent(span.getTraceId(), span.getSpanId(), span.isSampled()).text() : null;
    }

    /** Of the web server's own observation of this exchange. */
    public static Optional<TraceParent> of(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .flatMap(TraceParent::of);
    }

    /** As the header has it. */
    public String text() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static Optional<TraceParent> of(Observation.ContextView observed) {
        TracingContext traced = observed.get(TracingContext.class);
        return Optional.ofNullable(traced == null ? null : traced.getSpan())
                .map(span -> span.context())
                .map(span -> new TraceParent(span.traceId(), span.spanId(), Boolean.TRUE.equals(span.sampled())));
    }
}
