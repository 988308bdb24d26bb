package dev.estrade.support.playbacktoken;

import org.springframework.core.Ordered;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes requests for the files of lessons and lives straight to their handler, past Spring Security: their credential is a playback
 * token, which {@link PlaybackDoor} judges, and a viewer asks for hundreds of files, each of which would cost more in
 * filters that have nothing to say than in all the rest.
 */
final class LessonFiles implements WebFilter, Ordered {
    /** Behind what looks at paths and origins. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private final DispatcherHandler handlers;

    LessonFiles(DispatcherHandler handlers) {
        this.handlers = handlers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return HlsPath.covers(exchange.getRequest().getURI().getRawPath())
                ? handlers.handle(exchange)
                : chain.filter(exchange);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
