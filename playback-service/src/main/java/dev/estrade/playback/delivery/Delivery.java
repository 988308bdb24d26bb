package dev.estrade.playback.delivery;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers with a stored file in the way that this installation has chosen. */
@Component
public class Delivery {
    private final Relay relay;
    private final Redirects redirects;
    private final SignedUrls urls;
    private final boolean direct;

    Delivery(Relay relay, Redirects redirects, SignedUrls urls, DeliveryProperties settings) {
        this.relay = relay;
        this.redirects = redirects;
        this.urls = urls;
        this.direct = settings.direct();
    }

    /** Whether the bytes come from the store or its CDN. */
    public boolean direct() {
        return direct;
    }

    /** @return true when the answer is written; empty, and nothing is written, if there is no such object */
    public Mono<Boolean> send(ServerWebExchange exchange, StoredFile file) {
        return direct ? redirects.send(exchange, file) : relay.send(exchange, file);
    }

    /** Where the store or its CDN has an object until then; empty if addresses do not live so long, or in relay. */
    public Optional<URI> address(String key, Instant until) {
        return direct ? urls.lasting(key, until) : Optional.empty();
    }
}
