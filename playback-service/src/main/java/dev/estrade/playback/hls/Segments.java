package dev.estrade.playback.hls;

import dev.estrade.playback.delivery.Delivery;
import dev.estrade.playback.delivery.StoredFile;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what never changes within its generation: segments and subtitles, which are ciphertext, and the small pictures
 * of sprite sheets, which are not.
 */
@Component
class Segments {
    /** What is neither rewritten nor a key. */
    static final Set<HlsPath.Kind> SENT = Set.of(HlsPath.Kind.SEGMENT, HlsPath.Kind.SUBTITLES, HlsPath.Kind.SPRITES);

    static final MediaType WEBVTT = new MediaType("text", "vtt");
    private static final MediaType MPEG_TS = new MediaType("video", "mp2t");
    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();
    private static final CacheControl UNTIL_THE_NEXT_GENERATION =
            CacheControl.noCache().cachePrivate();
    /** 8 s in all. */
    private static final Flux<Duration> PAUSES =
            Flux.concat(Flux.just(100, 200, 400), Flux.just(500).repeat(13)).map(Duration::ofMillis);

    private final ObjectStore media;
    private final Delivery delivery;
    private final Wishes wishes;
    private final Waiters waiters = new Waiters(50, 500);

    Segments(ObjectStores stores, Delivery delivery, Wishes wishes) {
        this.media = stores.media();
        this.delivery = delivery;
        this.wishes = wishes;
    }

    /** While the lesson is being encoded, a missing segment is waited for. */
    Mono<Void> send(ServerWebExchange exchange, Asked asked) {
        Mono<Boolean> now = delivery.send(exchange, file(asked));
        Mono<Boolean> sent = asked.isWorthAWait()
                ? now.switchIfEmpty(
                        waiters.await(asked.path().rel(), stored(asked)).then(now))
                : now;
        return sent.switchIfEmpty(Mono.error(asked::missing)).then();
    }

    /** Asks for headers only: repeating a request cancels it, and that takes the body away from an answer. */
    private Mono<StoredObject> stored(Asked asked) {
        return Mono.defer(() -> wishes.tell(asked).then(media.stat(asked.key())))
                .repeatWhenEmpty(
                        misses -> misses.zipWith(PAUSES, (miss, pause) -> pause).concatMap(Mono::delay));
    }

    private static StoredFile file(Asked asked) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(type(asked.path().kind()));
        headers.setCacheControl(asked.pinned() ? FOREVER : UNTIL_THE_NEXT_GENERATION);
        return StoredFile.fixed(asked.key(), headers);
    }

    private static MediaType type(HlsPath.Kind kind) {
        return switch (kind) {
            case SPRITES -> MediaType.IMAGE_JPEG;
            case SUBTITLES -> WEBVTT;
            default -> MPEG_TS;
        };
    }
}
