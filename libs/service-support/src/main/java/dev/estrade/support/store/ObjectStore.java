package dev.estrade.support.store;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One bucket of the store. Every call is a presigned request, so bytes stream without being hashed first. A store that
 * is down, slow or refuses us is {@code dependency.unavailable}, never "not found".
 */
public final class ObjectStore {
    private static final Duration INTERNAL = Duration.ofMinutes(15);
    private static final Duration TRANSFER = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final WebClient http;
    private final Presigner internal;
    private final Presigner external;

    ObjectStore(WebClient http, Presigner internal, Presigner external) {
        this.http = http;
        this.internal = internal;
        this.external = external;
    }

    /** A URL with which a browser may PUT one object; {@code headers} are signed and must be sent as they are. */
    public URI presignPut(String key, Duration expiry, Map<String, String> headers) {
        return external.presign(HttpMethod.PUT, key, expiry, Map.of(), headers);
    }

    /** A URL with which a program beside the services (ffmpeg) may read one object by ranges. */
    public URI presignInternalGet(String key, Duration expiry) {
        return internal.presign(HttpMethod.GET, key, expiry, Map.of(), Map.of());
    }

    /** Empty if there is no such object. */
    public Mono<StoredObject> stat(String key) {
        return http.method(HttpMethod.HEAD)
                .uri(signed(HttpMethod.HEAD, key))
                .exchangeToMono(response -> response.statusCode().value() == HttpStatus.NOT_FOUND.value()
                        ? response.releaseBody().then(Mono.empty())
                        : succeeded(response)
                                .map(ok -> stored(key, ok))
                                .flatMap(found -> response.releaseBody().thenReturn(found)))
                .timeout(ANSWER);
    }

    /** The whole of a small object; empty if there is none. */
    public Mono<byte[]> bytes(String key) {
        return http.get()
                .uri(signed(HttpMethod.GET, key))
                .exchangeToMono(response -> response.statusCode().value() == HttpStatus.NOT_FOUND.value()
                        ? response.releaseBody().then(Mono.empty())
                        : succeeded(response).flatMap(ok -> ok.bodyToMono(byte[].class)))
                .timeout(ANSWER);
    }

    /**
     * Bytes {@code from} to {@code to}, both included, of the object as it was when it had this ETag.
     *
     * @return fails with {@link ObjectChangedException} if it has another ETag or is gone
     */
    public Mono<byte[]> range(String key, long from, long to, String etag) {
        return http.get()
                .uri(signed(HttpMethod.GET, key))
                .header(HttpHeaders.RANGE, "bytes=" + from + "-" + to)
                .header(HttpHeaders.IF_MATCH, "\"" + etag + "\"")
                .exchangeToMono(response -> isGone(response)
                        ? response.releaseBody().then(Mono.error(() -> new ObjectChangedException(key)))
                        : succeeded(response).flatMap(ok -> ok.bodyToMono(byte[].class)))
                .timeout(ANSWER);
    }

    /**
     * Status, headers and a body that streams as it is read; for relaying an object to a client.
     *
     * @param request sets conditional and range headers
     * @return whatever the store answers, 304, 404, 412 and 416 included
     */
    public Mono<ResponseEntity<Flux<DataBuffer>>> open(String key, Consumer<HttpHeaders> request) {
        return http.get()
                .uri(signed(HttpMethod.GET, key))
                .headers(request)
                .retrieve()
                .onStatus(status -> status.value() < 500 && status.value() != 403, response -> Mono.empty())
                .onStatus(status -> true, ObjectStore::unavailable)
                .toEntityFlux(DataBuffer.class)
                .timeout(ANSWER);
    }

    /** Writes an object unless the key is taken; the first writer wins. @return whether this call wrote it */
    public Mono<Boolean> putIfAbsent(String key, String contentType, byte[] body) {
        return put(key, contentType, BodyInserters.fromValue(body), body.length, true);
    }

    /** Writes or replaces a small object. */
    public Mono<Void> put(String key, String contentType, byte[] body) {
        return put(key, contentType, BodyInserters.fromValue(body), body.length, false)
                .then();
    }

    /** Writes an object from a file. @return whether this call wrote it */
    public Mono<Boolean> putIfAbsent(String key, String contentType, Path file) {
        FileSystemResource resource = new FileSystemResource(file);
        return put(
                key,
                contentType,
                BodyInserters.fromResource(resource),
                file.toFile().length(),
                true);
    }

    /** Succeeds as well if there is no such object. */
    public Mono<Void> delete(String key) {
        return http.delete()
                .uri(signed(HttpMethod.DELETE, key))
                .exchangeToMono(response -> response.statusCode().value() == HttpStatus.NOT_FOUND.value()
                        ? response.releaseBody()
                        : succeeded(response).flatMap(ClientResponse::releaseBody))
                .timeout(ANSWER);
    }

    private Mono<Boolean> put(
            String key,
            String contentType,
            BodyInserter<?, ? super ClientHttpRequest> body,
            long length,
            boolean ifAbsent) {
        return http.put()
                .uri(signed(HttpMethod.PUT, key))
                .headers(headers -> {
                    headers.set(HttpHeaders.CONTENT_TYPE, contentType);
                    headers.setContentLength(length);
                    if (ifAbsent) {
                        headers.setIfNoneMatch("*");
                    }
                })
                .body(body)
                .exchangeToMono(response -> response.statusCode().value() == HttpStatus.PRECONDITION_FAILED.value()
                        ? response.releaseBody().thenReturn(false)
                        : succeeded(response).flatMap(ok -> ok.releaseBody().thenReturn(true)))
                .timeout(TRANSFER);
    }

    private URI signed(HttpMethod method, String key) {
        return internal.presign(method, key, INTERNAL, Map.of(), Map.of());
    }

    private static boolean isGone(ClientResponse response) {
        int status = response.statusCode().value();
        return status == HttpStatus.NOT_FOUND.value() || status == HttpStatus.PRECONDITION_FAILED.value();
    }

    private static Mono<ClientResponse> succeeded(ClientResponse response) {
        return response.statusCode().is2xxSuccessful()
                ? Mono.just(response)
                : response.releaseBody().then(unavailable(response).flatMap(Mono::error));
    }

    private static Mono<ProblemException> unavailable(ClientResponse response) {
        return Mono.fromSupplier(
                () -> ProblemException.of(CommonProblem.UNAVAILABLE, "The object store does not serve us.")
                        .retryAfter(Duration.ofSeconds(2))
                        .withCause(new IllegalStateException(
                                "the store answered " + response.statusCode().value())));
    }

    private static StoredObject stored(String key, ClientResponse response) {
        HttpHeaders headers = response.headers().asHttpHeaders();
        return new StoredObject(
                key,
                headers.getContentLength(),
                unquoted(headers.getETag()),
                headers.getFirst(HttpHeaders.CONTENT_TYPE));
    }

    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replaceFirst("^W/", "").replace("\"", "");
    }
}
