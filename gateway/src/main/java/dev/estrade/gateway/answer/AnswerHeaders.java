package dev.estrade.gateway.answer;

import dev.estrade.support.problem.TraceIds;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What every answer carries, refusals too: {@code X-Request-Id}, which is the {@code trace_id} of problems and logs, and
 * the headers of the <a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html">OWASP REST
 * sheet</a> that Spring Security does not set. An answer that has one of them already keeps its own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class AnswerHeaders implements WebFilter {
    public static final String REQUEST_ID = "X-Request-Id";

    private static final String NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'";
    private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

    private final boolean https;

    AnswerHeaders(@Value("${estrade.public-url}") URI publicUrl) {
        this.https = "https".equals(publicUrl.getScheme());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> complete(exchange)));
        return chain.filter(exchange);
    }

    private void complete(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(REQUEST_ID, TraceIds.of(exchange));
        add(headers, "X-Content-Type-Options", "nosniff");
        add(headers, "X-Frame-Options", "DENY");
        add(headers, "Content-Security-Policy", NOTHING_RUNS);
        add(headers, "Referrer-Policy", "strict-origin-when-cross-origin");
        if (https) {
            add(headers, "Strict-Transport-Security", TWO_YEARS);
        }
    }

    private static void add(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
