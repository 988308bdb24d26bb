package dev.estrade.support.security;

import java.util.List;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Spring Security's, but for paths that name a trainer's file: it may be called {@code 100%; final.mp4}. */
final class Firewall implements ServerWebExchangeFirewall {
    private static final List<String> NAME_A_FILE = List.of("/api/download/", "/api/get-download-token/");

    private final StrictServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();
    private final StrictServerWebExchangeFirewall ofFiles = new StrictServerWebExchangeFirewall();

    Firewall() {
        ofFiles.setAllowUrlEncodedPercent(true);
        ofFiles.setAllowSemicolon(true);
    }

    @Override
    public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        return NAME_A_FILE.stream().anyMatch(path::startsWith)
                ? ofFiles.getFirewalledExchange(exchange)
                : strict.getFirewalledExchange(exchange);
    }
}
