package dev.estrade.playback.relay;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands objects on as clients read them, with ranges, conditions and HEAD; nothing is held in memory. */
@Component
public class Relay {
    private static final List<String> ANSWERED =
            List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_RANGE, HttpHeaders.ACCEPT_RANGES, HttpHeaders.ETAG);

    /** Not SVG: it holds scripts. */
    private static final Pattern HARMLESS = Pattern.compile("(video|audio|image)/(?!svg)[\\w.+-]{1,80}");

    private final ObjectStore media;

    Relay(ObjectStores stores) {
        this.media = stores.media();
    }

    /** @return true when the answer is written; empty, and nothing is written, if there is no such object */
    public Mono<Boolean> send(ServerWebExchange exchange, StoredFile file) {
        Mono<Void> written = exchange.getRequest().getMethod() == HttpMethod.HEAD
                ? Mono.defer(() -> head(exchange, file))
                : Mono.defer(() -> get(exchange, file));
        return written.thenReturn(true).onErrorResume(Missing.class, missing -> Mono.empty());
    }

    /** Asks the store for the headers alone: a GET would carry the whole file to here. */
    private Mono<Void> head(ServerWebExchange exchange, StoredFile file) {
        return media.stat(file.key())
                .switchIfEmpty(Mono.error(Missing::new))
                .flatMap(found -> headersOnly(exchange, file, found));
    }

    private static Mono<Void> headersOnly(ServerWebExchange exchange, StoredFile file, StoredObject found) {
        ServerHttpResponse response = exchange.getResponse();
        describe(response, file, found.contentType());
        response.getHeaders().set(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (!exchange.checkNotModified("\"" + found.etag() + "\"")) {
            response.getHeaders().setContentLength(found.size());
        }
        return response.setComplete();
    }

    private Mono<Void> get(ServerWebExchange exchange, StoredFile file) {
        Conditions conditions = Conditions.of(exchange.getRequest().getHeaders());
        return media.open(file.key(), conditions::copyTo)
                .flatMap(answer -> is(answer, HttpStatus.PRECONDITION_FAILED)
                        ? drained(answer).then(media.open(file.key(), conditions.withoutRange()::copyTo))
                        : Mono.just(answer))
                .flatMap(answer -> write(exchange.getResponse(), file, answer));
    }

    private static Mono<Void> write(
            ServerHttpResponse response, StoredFile file, ResponseEntity<Flux<DataBuffer>> answer) {
        if (is(answer, HttpStatus.NOT_FOUND)) {
            return drained(answer).then(Mono.error(Missing::new));
        }
        if (is(answer, HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)) {
            return drained(answer).then(Mono.error(Relay::badRange));
        }
        response.setStatusCode(answer.getStatusCode());
        describe(response, file, answer.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
        for (String name : ANSWERED) {
            @Nullable String value = answer.getHeaders().getFirst(name);
            if (value != null) {
                response.getHeaders().set(name, value);
            }
        }
        Flux<DataBuffer> body = answer.getBody();
        return body == null ? response.setComplete() : response.writeWith(body);
    }

    /** What could run in a browser is only ever downloaded, whoever stored it as that. */
    private static void describe(ServerHttpResponse response, StoredFile file, @Nullable String storedAs) {
        HttpHeaders headers = response.getHeaders();
        headers.putAll(file.headers());
        if (headers.getContentType() == null) {
            boolean harmless = storedAs != null && HARMLESS.matcher(storedAs).matches();
            headers.set(HttpHeaders.CONTENT_TYPE, harmless ? storedAs : MediaType.APPLICATION_OCTET_STREAM_VALUE);
        }
    }

    private static ProblemException badRange() {
        return ProblemException.of(
                PlaybackProblem.RANGE_NOT_SATISFIABLE, PlaybackProblem.RANGE_NOT_SATISFIABLE.title());
    }

    private static boolean is(ResponseEntity<?> answer, HttpStatus status) {
        return answer.getStatusCode().value() == status.value();
    }

    private static Mono<Void> drained(ResponseEntity<Flux<DataBuffer>> answer) {
        Flux<DataBuffer> body = answer.getBody();
        return body == null
                ? Mono.empty()
                // Not doOnNext: `then` would discard, and so release, each buffer once more.
                : body.map(DataBufferUtils::release).then();
    }

    /** There is no such object. */
    private static final class Missing extends RuntimeException {
        Missing() {
            super(null, null, false, false);
        }
    }
}
