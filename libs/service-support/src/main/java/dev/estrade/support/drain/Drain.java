package dev.estrade.support.drain;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Between SIGTERM and the end of the web server: this replica says that it is not ready, but goes on answering until
 * load balancers have seen it, and ends each kept connection with its next answer ({@code Connection: close}, RFC 9112
 * §9.6), so that nobody sends a request on one that closes that moment.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Drain implements WebFilter, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    /** Beyond the 20 s that a phase of the shutdown may take nothing would be waited for, not even open requests. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Duration patience;
    private volatile boolean running;
    private volatile boolean draining;

    /** @param patience how long load balancers need to leave a replica out that is not ready, up to 15 s */
    Drain(Duration patience) {
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("ESTRADE_DRAIN is 0s to 15s, not " + patience);
        }
        this.patience = patience;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(() -> {
                    if (draining) {
                        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
                    }
                }));
        return chain.filter(exchange);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable ended) {
        draining = true;
        log.info("Draining for {}", patience);
        Mono.delay(patience)
                .doFinally(unused -> {
                    running = false;
                    ended.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ended first: before the consumers, the background work and the web server. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
