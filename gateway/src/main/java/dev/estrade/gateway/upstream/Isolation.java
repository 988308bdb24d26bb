package dev.estrade.gateway.upstream;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.Faults;
import dev.estrade.support.problem.ProblemException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Keeps a service that is down or hangs from holding up the others: a breaker and a limit of waiting requests for each.
 * Both end when an answer begins, so neither long downloads nor event streams count, and what a service answers itself,
 * a 503 too, is never its failure.
 */
@Component
class Isolation implements GlobalFilter, Ordered {
    /** As long as a refusal tells clients to wait. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);

    private static final Duration LONGEST_PROBE = Duration.ofSeconds(15);
    private static final int PROBES = 5;
    private static final int WINDOW_S = 10;
    private static final int LEAST_CALLS = 20;
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.TIME_BASED)
            .slidingWindowSize(WINDOW_S)
            .minimumNumberOfCalls(LEAST_CALLS)
            .waitDurationInOpenState(LEFT_ALONE)
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .permittedNumberOfCallsInHalfOpenState(PROBES)
            .maxWaitDurationInHalfOpenState(LONGEST_PROBE)
            .recordException(Faults::isDependency)
            .build());
    private final BulkheadRegistry bulkheads;
    private final Map<String, String> names;

    Isolation(UpstreamProperties settings, MeterRegistry meters) {
        this.bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(settings.waitingPerService())
                .build());
        this.names = settings.services().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> address(entry.getValue()), Map.Entry::getKey, (one, other) -> one));
        // Their metrics exist from the start.
        names.values().forEach(name -> {
            breakers.circuitBreaker(name);
            bulkheads.bulkhead(name);
        });
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String name = name(exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR));
        if (name == null) {
            return chain.filter(exchange);
        }
        CircuitBreaker breaker = breakers.circuitBreaker(name);
        Bulkhead bulkhead = bulkheads.bulkhead(name);
        return chain.filter(exchange)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(BulkheadOperator.of(bulkhead))
                .onErrorMap(Isolation::isRefusal, refusal -> unavailable(name, refusal));
    }

    /** Right around the filter that sends the request and is done when the answer's head is there. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    private @Nullable String name(@Nullable Route route) {
        return route == null ? null : names.get(address(route.getUri()));
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof CallNotPermittedException || thrown instanceof BulkheadFullException;
    }

    private static ProblemException unavailable(String name, Throwable refusal) {
        return ProblemException.of(
                        CommonProblem.UNAVAILABLE,
                        name + "-service does not answer at the moment, or has too much to do.")
                .retryAfter(LEFT_ALONE)
                .withCause(refusal);
    }

    /** A route's URI always has a port. */
    private static String address(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getHost() + ":" + port;
    }
}
