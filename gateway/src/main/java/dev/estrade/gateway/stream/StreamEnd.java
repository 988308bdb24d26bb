package dev.estrade.gateway.stream;

import dev.estrade.support.schedule.Background;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends event streams when the gateway stops: otherwise it would wait for them until its patience is over, and then
 * break them off. Nothing is added to what the service sent, which may end in the middle of an event: clients discard
 * an event without its empty line, as the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">format</a> has it.
 */
@Component
class StreamEnd extends Background implements GlobalFilter, Ordered {
    private final Sinks.Empty<Void> draining = Sinks.empty();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpResponse ending = new Ending(exchange.getResponse(), draining.asMono());
        return chain.filter(exchange.mutate().response(ending).build());
    }

    /** Around the filter that writes the answer. */
    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;
    }

    /** It ends before the web server begins to wait for what is still open. */
    @Override
    protected Disposable begin() {
        return draining::tryEmitEmpty;
    }

    /** Streaming answers are the ones that are flushed piece by piece. */
    private static final class Ending extends ServerHttpResponseDecorator {
        private final Mono<Void> end;

        Ending(ServerHttpResponse delegate, Mono<Void> end) {
            super(delegate);
            this.end = end;
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return super.writeAndFlushWith(Flux.from(body).takeUntilOther(end));
        }
    }
}
