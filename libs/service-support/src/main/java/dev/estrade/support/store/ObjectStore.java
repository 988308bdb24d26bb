package dev.estrade.support.store;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyExtractors;
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
    /** What is held of an answer at once. */
    private static final long PIECE = 1 << 20;

    private static final Set<Integer> PASSED_ON = Set.of(200, 206, 304, 404, 412, 416);

    private final StoreCalls calls;
    private final Presigner internal;
    private final Presigner external;
    private final MultipartUploads multipart;
    private final BucketCors cors;

    ObjectStore(WebClient http, Presigner internal, Presigner external) {
        this.calls = new StoreCalls(http, internal);
        this.internal = internal;
        this.external = external;
        this.multipart = new MultipartUploads(calls, external);
        this.cors = new BucketCors(calls, http, external);
    }

    public BucketCors cors() {
        return cors;
    }

    StoreCalls calls() {
        return calls;
    }

    public MultipartUploads multipart() {
        return multipart;
    }

    /** A URL with which a browser may PUT one object; {@code headers} are signed and must be sent as they are. */
    public URI presignPut(String key, Duration expiry, Map<String, String> headers) {
        return external.presign(HttpMethod.PUT, key, expiry, Map.of(), headers);
    }

    /** A URL with which browsers read one object; the same for everybody until the window ends, valid for one more. */
    public URI presignGet(String key, Duration window) {
        return external.presignGet(key, window, Map.of());
    }

    /** @param answer what the store is to answer with, such as {@code response-content-type} */
    public URI presignGet(String key, Duration window, Map<String, String> answer) {
        return external.presignGet(key, window, answer);
    }

    /** A URL with which a program beside the services (ffmpeg) may read one object by ranges. */
    public URI presignInternalGet(String key, Duration expiry) {
        return internal.presign(HttpMethod.GET, key, expiry, Map.of(), Map.of());
    }

    /** Empty if there is no such object. */
    public Mono<StoredObject> stat(String key) {
        return calls.to(HttpMethod.HEAD, key)
                .exchangeToMono(response -> StoreCalls.succeededUnless(HttpStatus.NOT_FOUND, response)
                        .map(ok -> stored(key, ok))
                        .delayUntil(found -> response.releaseBody()))
                .timeout(StoreCalls.ANSWER);
    }

    /** What lies below a prefix, by key. */
    public Flux<StoredObject> list(String prefix) {
        return page(prefix, "")
                .expand(page -> page.next().isEmpty() ? Mono.empty() : page(prefix, page.next()))
                .flatMapIterable(ListPage::objects);
    }

    /** The whole of a small object; empty if there is none. */
    public Mono<byte[]> bytes(String key) {
        return calls.to(HttpMethod.GET, key)
                .exchangeToMono(response -> StoreCalls.succeededUnless(HttpStatus.NOT_FOUND, response)
                        .flatMap(StoreCalls::bytes))
                .timeout(StoreCalls.ANSWER);
    }

    /** As {@link #bytes}, with the ETag of what was read. */
    public Mono<WholeObject> whole(String key) {
        return calls.to(HttpMethod.GET, key)
                .exchangeToMono(response -> StoreCalls.succeededUnless(HttpStatus.NOT_FOUND, response)
                        .flatMap(StoreCalls::bytes)
                        .map(read -> new WholeObject(read, stored(key, response).etag())))
                .timeout(StoreCalls.ANSWER);
    }

    /**
     * Bytes {@code from} to {@code to}, both included, of the object as it was when it had this ETag.
     *
     * @return all of them in memory; fails with {@link ObjectChangedException} if it has another ETag or is gone
     */
    public Mono<byte[]> range(String key, long from, long to, String etag) {
        int pieces = Math.toIntExact((to - from) / PIECE + 1);
        return Flux.range(0, pieces)
                .map(piece -> from + piece * PIECE)
                .concatMap(first -> piece(key, first, Math.min(to, first + PIECE - 1), etag))
                .reduceWith(ByteArrayOutputStream::new, (all, piece) -> {
                    all.writeBytes(piece);
                    return all;
                })
                .map(ByteArrayOutputStream::toByteArray);
    }

    private Mono<byte[]> piece(String key, long from, long to, String etag) {
        return calls.to(HttpMethod.GET, key)
                .header(HttpHeaders.RANGE, "bytes=" + from + "-" + to)
                .header(HttpHeaders.IF_MATCH, "\"" + etag + "\"")
                .exchangeToMono(response -> isGone(response)
                        ? response.releaseBody().then(Mono.error(() -> new ObjectChangedException(key)))
                        : StoreCalls.succeeded(response).flatMap(StoreCalls::bytes))
                .timeout(StoreCalls.ANSWER);
    }

    /**
     * Status, headers and a body that streams as it is read; for relaying an object to a client.
     *
     * @param request sets conditional and range headers
     * @return 200, 206, 304, 404, 412 or 416; anything else the store says is {@code dependency.unavailable}
     */
    public Mono<ResponseEntity<Flux<DataBuffer>>> open(String key, Consumer<HttpHeaders> request) {
        return calls.to(HttpMethod.GET, key)
                .headers(request)
                .retrieve()
                .onStatus(status -> PASSED_ON.contains(status.value()), response -> Mono.empty())
                .onStatus(status -> true, StoreCalls::unavailable)
                .toEntityFlux(BodyExtractors.toDataBuffers())
                .timeout(StoreCalls.ANSWER);
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

    /**
     * Replaces a small object that still has this ETag. Stores that do not know {@code If-Match} on PUT (AWS, R2 and
     * MinIO do) write in any case, and the one of local-stack looks first and writes then.
     *
     * @return whether this call wrote it; not if it has another ETag or is gone
     */
    public Mono<Boolean> replace(String key, String contentType, byte[] body, String etag) {
        return calls.to(HttpMethod.PUT, key)
                .header(HttpHeaders.CONTENT_TYPE, contentType)
                .header(HttpHeaders.IF_MATCH, "\"" + etag + "\"")
                .contentLength(body.length)
                .bodyValue(body)
                .exchangeToMono(response -> isGone(response) || StoreCalls.is(response, HttpStatus.CONFLICT)
                        ? response.releaseBody().thenReturn(false)
                        : StoreCalls.succeeded(response)
                                .flatMap(ok -> ok.releaseBody().thenReturn(true)))
                .timeout(StoreCalls.ANSWER);
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

    /**
     * Copies within the bucket what the source held when it had this ETag; up to 5 GiB.
     *
     * @param contentType of the copy
     * @return the copy's ETag; fails with {@link ObjectChangedException} if the source has another one or is gone
     */
    public Mono<String> copy(String from, String to, String etag, String contentType) {
        Map<String, String> headers = Map.of(
                "x-amz-metadata-directive",
                "REPLACE",
                "x-amz-copy-source",
                "/" + calls.bucket() + "/" + from,
                "x-amz-copy-source-if-match",
                "\"" + etag + "\"");
        return calls.to(HttpMethod.PUT, to, Map.of(), headers)
                .header(HttpHeaders.CONTENT_TYPE, contentType)
                .exchangeToMono(response -> isGone(response)
                        ? response.releaseBody().then(Mono.error(() -> new ObjectChangedException(from)))
                        : StoreCalls.succeeded(response)
                                .flatMap(StoreCalls::bytes)
                                .map(Xml::of))
                .map(copied -> unquoted(copied.text("ETag")))
                .timeout(StoreCalls.TRANSFER);
    }

    /** Succeeds as well if there is no such object. */
    public Mono<Void> delete(String key) {
        return calls.to(HttpMethod.DELETE, key)
                .exchangeToMono(response -> StoreCalls.succeededUnless(HttpStatus.NOT_FOUND, response)
                        .flatMap(ClientResponse::releaseBody))
                .timeout(StoreCalls.ANSWER);
    }

    private Mono<ListPage> page(String prefix, String after) {
        Map<String, String> query = new LinkedHashMap<>(Map.of("list-type", "2", "prefix", prefix));
        if (!after.isEmpty()) {
            query.put("continuation-token", after);
        }
        return calls.to(HttpMethod.GET, "", query, Map.of())
                .exchangeToMono(response -> StoreCalls.succeeded(response).flatMap(StoreCalls::bytes))
                .map(Xml::of)
                .map(ListPage::of)
                .timeout(StoreCalls.ANSWER);
    }

    private Mono<Boolean> put(
            String key,
            String contentType,
            BodyInserter<?, ? super ClientHttpRequest> body,
            long length,
            boolean ifAbsent) {
        return calls.to(HttpMethod.PUT, key)
                .headers(headers -> {
                    headers.set(HttpHeaders.CONTENT_TYPE, contentType);
                    headers.setContentLength(length);
                    if (ifAbsent) {
                        headers.setIfNoneMatch("*");
                    }
                })
                .body(body)
                .exchangeToMono(response -> StoreCalls.is(response, HttpStatus.PRECONDITION_FAILED)
                        ? response.releaseBody().thenReturn(false)
                        : StoreCalls.succeeded(response)
                                .flatMap(ok -> ok.releaseBody().thenReturn(true)))
                .timeout(StoreCalls.TRANSFER);
    }

    private static boolean isGone(ClientResponse response) {
        return StoreCalls.is(response, HttpStatus.NOT_FOUND) || StoreCalls.is(response, HttpStatus.PRECONDITION_FAILED);
    }

    private static StoredObject stored(String key, ClientResponse response) {
        HttpHeaders headers = response.headers().asHttpHeaders();
        return new StoredObject(
                key,
                headers.getContentLength(),
                unquoted(headers.getETag()),
                headers.getFirst(HttpHeaders.CONTENT_TYPE));
    }

    static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replaceFirst("^W/", "").replace("\"", "");
    }

    /** @param next continues the list; empty at its end */
    private record ListPage(List<StoredObject> objects, String next) {
        static ListPage of(Xml answer) {
            List<StoredObject> objects = answer.all("Contents").stream()
                    .map(found -> new StoredObject(
                            found.text("Key"),
                            found.number("Size"),
                            unquoted(found.text("ETag")),
                            null,
                            found.instant("LastModified")))
                    .toList();
            return new ListPage(objects, answer.text("NextContinuationToken"));
        }
    }
}
