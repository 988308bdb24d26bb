package dev.estrade.support.trace;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Goes on with a trace where its request is long over. */
public final class Traces {
    /** Of all spans that are not also metrics: {@code management.metrics.enable} of this name is false. */
    public static final String SPAN = "estrade.span";

    private final ObservationRegistry observations;

    Traces(ObservationRegistry observations) {
        this.observations = observations;
    }

    /**
     * This work as one span.
     *
     * @param parent what {@link TraceParent#current} was when the work was ordered; null begins a new trace
     * @param about attributes of the span
     */
    public <T> Mono<T> continued(@Nullable String parent, String name, KeyValues about, Mono<T> work) {
        return Mono.defer(() -> {
            Observation span = Observation.createNotStarted(SPAN, () -> order(parent), observations)
                    .contextualName(name)
                    .highCardinalityKeyValues(about)
                    .start();
            return work.doOnError(span::error)
                    .doFinally(end -> span.stop())
                    .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, span));
        });
    }

    /** Its carrier is the one header that there is. */
    private static ReceiverContext<String> order(@Nullable String parent) {
        ReceiverContext<String> order = new ReceiverContext<>(
                (header, name) -> name.equals(TraceParent.HEADER) && !header.isEmpty() ? header : null, Kind.CONSUMER);
        order.setCarrier(Objects.requireNonNullElse(parent, ""));
        return order;
    }
}
