package dev.estrade.gateway.origin;

import dev.estrade.gateway.GatewayProblem;
import dev.estrade.support.origin.AllowedOrigins;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;

/** CORS as CONTRACT.md has it, with the origins of the referrer rule; what is public, any page may read. */
@Configuration(proxyBeanMethods = false)
class CrossOrigin {
    private static final List<String> PUBLIC = List.of("/media/", "/presentation_videos/");
    private static final List<String> READABLE = List.of(
            "ETag", "Location", "Retry-After", "Content-Range", "Accept-Ranges", "Content-Disposition", "X-Request-Id");

    /** Right behind the path filter and before security: a preflight carries no credential. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    CorsWebFilter crossOriginFilter(AllowedOrigins origins) {
        CorsConfiguration rules = rules(origins);
        CorsConfiguration open = forAnybody();
        return new CorsWebFilter(exchange -> isPublic(exchange) ? open : rules, new Processor());
    }

    private static boolean isPublic(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        return PUBLIC.stream().anyMatch(path::startsWith);
    }

    /** Images in a canvas, players that fetch: they need more than {@code <img>} and {@code <video>} do. */
    private static CorsConfiguration forAnybody() {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        rules.setAllowedMethods(List.of("GET", "HEAD"));
        rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rules.setExposedHeaders(READABLE);
        rules.setMaxAge(Duration.ofHours(1));
        return rules;
    }

    private static CorsConfiguration rules(AllowedOrigins origins) {
        CorsConfiguration rules = new CorsConfiguration() {
            @Override
            public @Nullable String checkOrigin(@Nullable String origin) {
                return origin != null && origins.allow(origin) ? origin : null;
            }
        };
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(
                "Authorization",
                "Content-Type",
                "X-CSRFToken",
                "Idempotency-Key",
                "If-Match",
                "Last-Event-ID",
                "Range"));
        rules.setExposedHeaders(READABLE);
        rules.setAllowCredentials(false);
        rules.setMaxAge(Duration.ofHours(1));
        return rules;
    }

    /**
     * Answers a request of a foreign page as any other, without the headers that would let the page read it: the rule
     * is the browser's, and native players send origins of their own.
     */
    private static final class Processor extends DefaultCorsProcessor {

        @Override
        public boolean process(@Nullable CorsConfiguration rules, ServerWebExchange exchange) {
            boolean foreign = rules != null
                    && !CorsUtils.isPreFlightRequest(exchange.getRequest())
                    && rules.checkOrigin(exchange.getRequest().getHeaders().getOrigin()) == null;
            return foreign || super.process(rules, exchange);
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            throw ProblemException.of(
                    GatewayProblem.ORIGIN_REFUSED, "This origin, method or header is not on the list.");
        }
    }
}
