package dev.estrade.support.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The edge where every failure becomes problem+json, and where ours are logged, once. {@code
 * estrade_problems_total} counts them all by {@code code}, which docs/errors.md explains.
 */
public final class ProblemWebExceptionHandler implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemWebExceptionHandler.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MeterRegistry meters;

    /** @param meters count what was refused, by {@code code} */
    public ProblemWebExceptionHandler(MeterRegistry meters) {
        this.meters = meters;
        for (CommonProblem problem : CommonProblem.values()) {
            counter(problem);
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(thrown);
        }
        ProblemException problem = Faults.of(thrown);
        String path = exchange.getRequest().getPath().value();
        Problem body = Problem.of(problem, path, TraceIds.of(exchange));
        counter(problem.code()).increment();
        if (body.status() >= 500) {
            log(exchange, problem, body.traceId());
        }
        response.setStatusCode(problem.code().status());
        setHeaders(response.getHeaders(), problem);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(JSON.writeValueAsBytes(body))));
    }

    private Counter counter(ProblemCode code) {
        return meters.counter("estrade.problems", "code", code.code());
    }

    /** Only a fault of ours is an error with a stack; a dependency that is down is said in a line. */
    private static void log(ServerWebExchange exchange, ProblemException problem, String traceId) {
        String request = exchange.getRequest().getMethod() + " "
                + exchange.getRequest().getPath().value();
        String code = problem.code().code();
        if (problem.code() == CommonProblem.UNAVAILABLE) {
            log.warn("{} -> {} (trace {}): {}", request, code, traceId, String.valueOf(problem.getCause()));
        } else {
            log.error("{} -> {} (trace {})", request, code, traceId, problem.getCause());
        }
    }

    private static void setHeaders(HttpHeaders headers, ProblemException problem) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        @Nullable Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (problem.code() == CommonProblem.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
    }
}
