package dev.estrade.gateway.limit;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies above the route's {@code max-body}, by their declared length at once and otherwise by counting what
 * passes; nothing is held back.
 */
@Component
class BodyLimit implements GlobalFilter, Ordered {
    static final String MAX_BODY = "max-body";

    private static final DataSize DEFAULT = DataSize.ofMegabytes(1);
    /** What a form adds to its file: boundaries and the other fields. */
    private static final DataSize FORM = DataSize.ofKilobytes(64);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        long limit = limit(exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR));
        long declared = exchange.getRequest().getHeaders().getContentLength();
        if (declared > limit) {
            return Mono.error(BodyLimit::tooLarge);
        }
        return chain.filter(
                declared >= 0
                        ? exchange
                        : exchange.mutate()
                                .request(new Counted(exchange.getRequest(), limit))
                                .build());
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    private static long limit(@Nullable Route route) {
        Object own = route == null ? null : route.getMetadata().get(MAX_BODY);
        return own == null ? DEFAULT.toBytes() : DataSize.parse(own.toString()).toBytes() + FORM.toBytes();
    }

    private static ProblemException tooLarge() {
        return ProblemException.of(CommonProblem.TOO_LARGE, CommonProblem.TOO_LARGE.title());
    }

    private static final class Counted extends ServerHttpRequestDecorator {
        private final long limit;
        private long seen;

        Counted(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().map(this::count);
        }

        private DataBuffer count(DataBuffer buffer) {
            seen += buffer.readableByteCount();
            if (seen > limit) {
                DataBufferUtils.release(buffer);
                throw tooLarge();
            }
            return buffer;
        }
    }
}
