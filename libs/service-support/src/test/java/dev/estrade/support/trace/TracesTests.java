package dev.estrade.support.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TracesTests {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final List<Observation.Context> ended = new ArrayList<>();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final Traces traces = new Traces(observations);

    TracesTests() {
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStop(Observation.Context context) {
                ended.add(context);
            }
        });
    }

    @Test
    void goesOnWithTheTraceThatOrderedTheWork() {
        Mono<Boolean> work =
                Mono.deferContextual(context -> Mono.just(context.hasKey(ObservationThreadLocalAccessor.KEY)));

        StepVerifier.create(traces.continued(PARENT, "transcode probe", KeyValues.of("kind", "probe"), work))
                .expectNext(true)
                .verifyComplete();

        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getContextualName()).isEqualTo("transcode probe");
            assertThat(span.getHighCardinalityKeyValues()).contains(KeyValue.of("kind", "probe"));
            assertThat(carried(span)).isEqualTo(PARENT);
            assertThat(span.getError()).isNull();
        });
    }

    @Test
    void beginsATraceWithoutOneAndTellsOfFailures() {
        StepVerifier.create(traces.continued(null, "x", KeyValues.empty(), Mono.error(new IllegalStateException("no"))))
                .verifyError(IllegalStateException.class);

        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(carried(span)).isNull();
            assertThat(span.getError()).hasMessage("no");
        });
    }

    @Test
    void endsWithWorkThatIsCancelled() {
        traces.continued(PARENT, "x", KeyValues.empty(), Mono.never())
                .subscribe()
                .dispose();

        assertThat(ended).hasSize(1);
    }

    @Test
    void writesWhatTheHeaderHas() {
        assertThat(new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true).text())
                .isEqualTo(PARENT);
        assertThat(TraceParent.current()).isNull();
    }

    @SuppressWarnings("unchecked")
    private static @Nullable String carried(Observation.Context span) {
        ReceiverContext<String> order = (ReceiverContext<String>) span;
        String carrier = order.getCarrier();
        return carrier == null ? null : order.getGetter().get(carrier, TraceParent.HEADER);
    }
}
