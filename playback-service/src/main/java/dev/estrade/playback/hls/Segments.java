package dev.estrade.playback.hls;

import dev.estrade.events.Rel;
import dev.estrade.playback.PlaybackProblem;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Relays segments from the store as they are read; they are ciphertext and never change. */
@Component
class Segments {
    private static final MediaType MPEG_TS = new MediaType("video", "mp2t");
    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();
    private static final List<String> ASKED =
            List.of(HttpHeaders.RANGE, HttpHeaders.IF_RANGE, HttpHeaders.IF_NONE_MATCH);
    private static final List<String> ANSWERED =
            List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_RANGE, HttpHeaders.ACCEPT_RANGES, HttpHeaders.ETAG);
    /** 8 s in all. */
    private static final Flux<Duration> PAUSES =
            Flux.concat(Flux.just(100, 200, 400), Flux.just(500).repeat(13)).map(Duration::ofMillis);

    private final ObjectStore media;
    private final Waiters waiters = new Waiters(50, 500);

    Segments(ObjectStores stores) {
        this.media = stores.media();
    }

    /** @param complete whether every segment is stored; otherwise a missing one is waited for */
    Mono<Void> relay(ServerWebExchange exchange, Rel rel, String key, boolean complete) {
        Mono<ResponseEntity<Flux<DataBuffer>>> now =
                Mono.defer(() -> find(key, exchange.getRequest().getHeaders()));
        Mono<ResponseEntity<Flux<DataBuffer>>> found = complete
                ? now
                : now.switchIfEmpty(waiters.await(rel, stored(key)).then(now));
        return found.switchIfEmpty(Mono.error(() -> missing(complete)))
                .flatMap(answer -> write(exchange.getResponse(), answer));
    }

    /** Asks for headers only: repeating a request cancels it, and that takes the body away from an answer. */
    private Mono<StoredObject> stored(String key) {
        return Mono.defer(() -> media.stat(key))
                .repeatWhenEmpty(
                        misses -> misses.zipWith(PAUSES, (miss, pause) -> pause).concatMap(Mono::delay));
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> find(String key, HttpHeaders asked) {
        return media.open(key, headers -> copy(asked, headers, ASKED))
                .flatMap(answer -> answer.getStatusCode().value() == HttpStatus.NOT_FOUND.value()
                        ? drained(answer).then(Mono.empty())
                        : Mono.just(answer));
    }

    private static Mono<Void> write(ServerHttpResponse response, ResponseEntity<Flux<DataBuffer>> answer) {
        Flux<DataBuffer> body = answer.getBody();
        int status = answer.getStatusCode().value();
        if (status == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
            return drained(answer).then(Mono.error(() -> problem(PlaybackProblem.RANGE_NOT_SATISFIABLE)));
        }
        response.setRawStatusCode(status);
        copy(answer.getHeaders(), response.getHeaders(), ANSWERED);
        response.getHeaders().setContentType(MPEG_TS);
        response.getHeaders().setCacheControl(FOREVER);
        return body == null ? response.setComplete() : response.writeWith(body);
    }

    private static ProblemException missing(boolean complete) {
        return complete
                ? ProblemException.of(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title())
                : problem(PlaybackProblem.NOT_READY).retryAfter(Duration.ofSeconds(2));
    }

    private static ProblemException problem(PlaybackProblem code) {
        return ProblemException.of(code, code.title());
    }

    private static Mono<Void> drained(ResponseEntity<Flux<DataBuffer>> answer) {
        Flux<DataBuffer> body = answer.getBody();
        return body == null
                ? Mono.empty()
                : body.doOnNext(DataBufferUtils::release).then();
    }

    private static void copy(HttpHeaders from, HttpHeaders to, List<String> names) {
        for (String name : names) {
            String value = from.getFirst(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }
}
