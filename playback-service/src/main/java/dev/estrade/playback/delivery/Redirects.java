package dev.estrade.playback.delivery;

import dev.estrade.support.store.StoredObject;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says where the store or its CDN has the bytes; ranges and conditions are then theirs. */
@Component
class Redirects {
    /** Of what is public; it is told anew before an address ends. */
    private static final CacheControl FOR_A_MOMENT =
            CacheControl.maxAge(Duration.ofSeconds(30)).cachePublic();

    private final KnownObjects objects;
    private final SignedUrls urls;

    Redirects(KnownObjects objects, SignedUrls urls) {
        this.objects = objects;
        this.urls = urls;
    }

    Mono<Boolean> send(ServerWebExchange exchange, StoredFile file) {
        return Mono.defer(() -> objects.find(file))
                .flatMap(found -> redirect(exchange.getResponse(), file, found).thenReturn(true));
    }

    private Mono<Void> redirect(ServerHttpResponse response, StoredFile file, StoredObject found) {
        String cache = file.headers().getCacheControl();
        boolean open = cache != null && cache.contains("public");
        response.setStatusCode(HttpStatus.TEMPORARY_REDIRECT);
        response.getHeaders().setLocation(urls.of(file, ContentTypes.of(file, found)));
        response.getHeaders().setCacheControl(open ? FOR_A_MOMENT : CacheControl.noStore());
        return response.setComplete();
    }
}
