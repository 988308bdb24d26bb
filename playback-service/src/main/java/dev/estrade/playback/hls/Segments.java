package dev.estrade.playback.hls;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.entitlement.Generation.Status;
import dev.estrade.playback.relay.Relay;
import dev.estrade.playback.relay.StoredFile;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Relays segments; they are ciphertext, and within their generation they never change. */
@Component
class Segments {
    private static final MediaType MPEG_TS = new MediaType("video", "mp2t");
    private static final MediaType WEBVTT = new MediaType("text", "vtt");
    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();
    private static final CacheControl UNTIL_THE_NEXT_GENERATION =
            CacheControl.noCache().cachePrivate();
    /** 8 s in all. */
    private static final Flux<Duration> PAUSES =
            Flux.concat(Flux.just(100, 200, 400), Flux.just(500).repeat(13)).map(Duration::ofMillis);

    private final ObjectStore media;
    private final Relay relay;
    private final Wishes wishes;
    private final Waiters waiters = new Waiters(50, 500);

    Segments(ObjectStores stores, Relay relay, Wishes wishes) {
        this.media = stores.media();
        this.relay = relay;
        this.wishes = wishes;
    }

    /** While the lesson is being encoded, a missing segment is waited for. */
    Mono<Void> send(ServerWebExchange exchange, Asked asked) {
        boolean complete = asked.generation().status() == Status.READY;
        Mono<Boolean> now = relay.send(exchange, file(asked));
        Mono<Boolean> sent = complete
                ? now
                : now.switchIfEmpty(
                        waiters.await(asked.path().rel(), stored(asked)).then(now));
        return sent.switchIfEmpty(Mono.error(() -> missing(complete))).then();
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
        return new StoredFile(asked.key(), headers);
    }

    private static MediaType type(HlsPath.Kind kind) {
        return switch (kind) {
            case SPRITES -> MediaType.IMAGE_JPEG;
            case SUBTITLES, THUMBNAILS -> WEBVTT;
            default -> MPEG_TS;
        };
    }

    private static ProblemException missing(boolean complete) {
        return complete
                ? ProblemException.of(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title())
                : ProblemException.of(PlaybackProblem.NOT_READY, PlaybackProblem.NOT_READY.title())
                        .retryAfter(Duration.ofSeconds(2));
    }
}
