package dev.estrade.gateway.path;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Before everything that reads the path: what is not plain is not there. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PathFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return PlainPath.is(exchange.getRequest().getURI().getRawPath())
                ? chain.filter(exchange)
                : Mono.error(() -> ProblemException.of(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title()));
    }
}
