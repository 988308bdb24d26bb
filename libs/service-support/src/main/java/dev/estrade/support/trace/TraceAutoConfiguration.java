package dev.estrade.support.trace;

import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Spans are sent by OTLP over HTTP to {@code ESTRADE_TRACING_ENDPOINT}. Without it none are recorded; trace ids are made,
 * logged and passed on nevertheless.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration"
        })
public class TraceAutoConfiguration {
    private static final String ENDPOINT = "${estrade.tracing.endpoint}";

    /** Nothing is sent there, as nothing is sampled. */
    private static final String NOWHERE = "http://localhost:1";

    @Bean
    Traces traces(ObservationRegistry observations) {
        return new Traces(observations);
    }

    /** A scrape or a probe is nobody's request. */
    @Bean
    ObservationPredicate managementUnobserved() {
        return (name, context) ->
                !(context instanceof ServerRequestObservationContext request && isManagement(request.getCarrier()));
    }

    private static boolean isManagement(@Nullable ServerHttpRequest request) {
        return request != null && request.getPath().value().startsWith("/actuator");
    }

    @Bean
    OtlpTracingConnectionDetails tracingEndpoint(@Value(ENDPOINT) String endpoint) {
        return transport -> endpoint.isBlank() ? NOWHERE : endpoint;
    }

    @Bean
    SdkTracerProviderBuilderCustomizer nothingSampledForNobody(@Value(ENDPOINT) String endpoint) {
        return tracers -> {
            if (endpoint.isBlank()) {
                tracers.setSampler(Sampler.alwaysOff());
            }
        };
    }
}
