package dev.estrade.support.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Objects that arrive in parts. All parts but the last have one size, as R2 demands.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">S3 multipart uploads</a>
 */
public final class MultipartUploads {
    /** The smallest part, unless it is the last. */
    public static final long MIN_PART = 5L << 20;

    public static final long MAX_PART = 5L << 30;

    public static final int MAX_PARTS = 10_000;

    private final StoreCalls calls;
    private final Presigner external;

    MultipartUploads(StoreCalls calls, Presigner external) {
        this.calls = calls;
        this.external = external;
    }

    /** @return the upload id */
    public Mono<String> begin(String key, String contentType) {
        return calls.to(HttpMethod.POST, key, Map.of("uploads", ""), Map.of())
                .contentType(MediaType.parseMediaType(contentType))
                .exchangeToMono(response -> StoreCalls.succeeded(response).flatMap(MultipartUploads::xml))
                .map(answer -> answer.text("UploadId"))
                .timeout(StoreCalls.ANSWER);
    }

    /** A URL for one part; {@code headers} are signed and must be sent as they are. */
    public URI presignPart(String key, String uploadId, int number, Duration expiry, Map<String, String> headers) {
        return external.presign(HttpMethod.PUT, key, expiry, part(uploadId, number), headers);
    }

    /** A URL with which a browser begins an upload itself. */
    public URI presignBegin(String key, Duration expiry) {
        return external.presign(HttpMethod.POST, key, expiry, Map.of("uploads", ""), Map.of());
    }

    /** A URL with which a browser lists (GET), completes (POST) or aborts (DELETE) an upload itself. */
    public URI presign(HttpMethod method, String key, String uploadId, Duration expiry) {
        return external.presign(method, key, expiry, Map.of("uploadId", uploadId), Map.of());
    }

    /** Writes one part through this service. @return its ETag */
    public Mono<Part> put(
            String key, String uploadId, int number, BodyInserter<?, ? super ClientHttpRequest> body, long length) {
        return calls.to(HttpMethod.PUT, key, part(uploadId, number), Map.of())
                .contentLength(length)
                .body(body)
                .exchangeToMono(response -> StoreCalls.succeeded(response)
                        .flatMap(ok -> ok.releaseBody()
                                .thenReturn(ObjectStore.unquoted(
                                        ok.headers().asHttpHeaders().getETag()))))
                .map(etag -> new Part(number, etag, length))
                .timeout(StoreCalls.TRANSFER);
    }

    /** What has arrived, by number. An upload that is gone has no parts either: stores differ in whether they say so. */
    public Mono<List<Part>> parts(String key, String uploadId) {
        return page(key, uploadId, 0)
                .expand(page -> page.truncated() ? page(key, uploadId, page.next()) : Mono.empty())
                .collectList()
                .filter(pages -> !pages.isEmpty())
                .map(pages ->
                        pages.stream().flatMap(page -> page.parts().stream()).toList());
    }

    /** Makes the parts one object; may be repeated. @return the parts; empty if the store knows no such upload any more */
    public Mono<List<Part>> complete(String key, String uploadId, List<Part> parts) {
        return calls.to(HttpMethod.POST, key, Map.of("uploadId", uploadId), Map.of())
                .contentType(MediaType.APPLICATION_XML)
                .bodyValue(completion(parts).getBytes(UTF_8))
                .exchangeToMono(response -> StoreCalls.succeededUnless(HttpStatus.NOT_FOUND, response)
                        .flatMap(MultipartUploads::xml))
                .map(MultipartUploads::orFailed)
                .map(done -> parts)
                .timeout(StoreCalls.TRANSFER);
    }

    /** Gives the parts up; fine as well if there is no such upload. */
    public Mono<Void> abort(String key, String uploadId) {
        return calls.to(HttpMethod.DELETE, key, Map.of("uploadId", uploadId), Map.of())
                .exchangeToMono(response -> StoreCalls.succeededUnless(HttpStatus.NOT_FOUND, response)
                        .flatMap(ClientResponse::releaseBody))
                .timeout(StoreCalls.ANSWER);
    }

    /** Uploads that were begun below a prefix and neither completed nor aborted. */
    public Flux<Unfinished> unfinished(String prefix) {
        return unfinished(prefix, "", "")
                .expand(page -> page.truncated() ? unfinished(prefix, page.key(), page.uploadId()) : Mono.empty())
                .flatMapIterable(UploadsPage::uploads);
    }

    /** @param begun when, as the store says */
    public record Unfinished(String key, String uploadId, Instant begun) {}

    private Mono<PartsPage> page(String key, String uploadId, long after) {
        Map<String, String> query = new LinkedHashMap<>(Map.of("uploadId", uploadId));
        if (after > 0) {
            query.put("part-number-marker", Long.toString(after));
        }
        return calls.to(HttpMethod.GET, key, query, Map.of())
                .exchangeToMono(response -> StoreCalls.succeededUnless(HttpStatus.NOT_FOUND, response)
                        .flatMap(MultipartUploads::xml))
                .map(PartsPage::of)
                .timeout(StoreCalls.ANSWER);
    }

    private Mono<UploadsPage> unfinished(String prefix, String afterKey, String afterId) {
        Map<String, String> query = new LinkedHashMap<>(Map.of("uploads", "", "prefix", prefix));
        if (!afterKey.isEmpty()) {
            query.put("key-marker", afterKey);
            query.put("upload-id-marker", afterId);
        }
        return calls.to(HttpMethod.GET, "", query, Map.of())
                .exchangeToMono(response -> StoreCalls.succeeded(response).flatMap(MultipartUploads::xml))
                .map(UploadsPage::of)
                .timeout(StoreCalls.ANSWER);
    }

    private static Map<String, String> part(String uploadId, int number) {
        return Map.of("uploadId", uploadId, "partNumber", Integer.toString(number));
    }

    private static String completion(List<Part> parts) {
        return parts.stream()
                .map(part -> "<Part><PartNumber>%d</PartNumber><ETag>&quot;%s&quot;</ETag></Part>"
                        .formatted(part.number(), part.etag().replaceAll("[<>&\"]", "")))
                .collect(Collectors.joining("", "<CompleteMultipartUpload>", "</CompleteMultipartUpload>"));
    }

    private static Mono<Xml> xml(ClientResponse response) {
        return StoreCalls.bytes(response).map(Xml::of);
    }

    /** A store may promise 200 before it knows, and then send an error. */
    private static Xml orFailed(Xml answer) {
        if (answer.isNamed("Error")) {
            throw StoreCalls.unavailable("the store could not complete: " + answer.text("Code"));
        }
        return answer;
    }

    private record PartsPage(List<Part> parts, boolean truncated, long next) {
        static PartsPage of(Xml answer) {
            List<Part> parts = answer.all("Part").stream()
                    .map(part -> new Part(
                            (int) part.number("PartNumber"),
                            ObjectStore.unquoted(part.text(HttpHeaders.ETAG)),
                            part.number("Size")))
                    .toList();
            return new PartsPage(
                    parts, Boolean.parseBoolean(answer.text("IsTruncated")), answer.number("NextPartNumberMarker"));
        }
    }

    private record UploadsPage(List<Unfinished> uploads, boolean truncated, String key, String uploadId) {
        static UploadsPage of(Xml answer) {
            List<Unfinished> uploads = answer.all("Upload").stream()
                    .map(upload ->
                            new Unfinished(upload.text("Key"), upload.text("UploadId"), time(upload.text("Initiated"))))
                    .toList();
            return new UploadsPage(
                    uploads,
                    Boolean.parseBoolean(answer.text("IsTruncated")),
                    answer.text("NextKeyMarker"),
                    answer.text("NextUploadIdMarker"));
        }

        private static Instant time(String text) {
            return text.isBlank() ? Instant.EPOCH : Instant.parse(text);
        }
    }
}
