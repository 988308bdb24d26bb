package dev.estrade.support.store;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Presigned calls to one bucket, and what their answers mean. */
final class StoreCalls {
    /** Until an answer to a call without a body begins. */
    static final Duration ANSWER = Duration.ofSeconds(10);

    /** For a call that moves bytes, within the store or to it. */
    static final Duration TRANSFER = Duration.ofMinutes(2);

    /** What is read at once, in bytes. */
    private static final int SMALL_OBJECT = 4 << 20;

    private static final Duration SIGNED_FOR = Duration.ofMinutes(15);

    private final WebClient http;
    private final Presigner presigner;

    StoreCalls(WebClient http, Presigner presigner) {
        this.http = http;
        this.presigner = presigner;
    }

    String bucket() {
        return presigner.bucket();
    }

    WebClient.RequestBodySpec to(HttpMethod method, String key) {
        return to(method, key, Map.of(), Map.of());
    }

    /** @param headers are signed and sent; {@code x-amz-*} must be among them, AWS refuses them unsigned */
    WebClient.RequestBodySpec to(
            HttpMethod method, String key, Map<String, String> query, Map<String, String> headers) {
        return http.method(method)
                .uri(presigner.presign(method, key, SIGNED_FOR, query, headers))
                .headers(sent -> headers.forEach(sent::set));
    }

    /** The answer if it is a success; anything else is the store's fault or ours, never "not found". */
    static Mono<ClientResponse> succeeded(ClientResponse response) {
        return response.statusCode().is2xxSuccessful()
                ? Mono.just(response)
                : response.releaseBody().then(unavailable(response).flatMap(Mono::error));
    }

    /** Empty if the answer is this status, else the success. */
    static Mono<ClientResponse> succeededUnless(HttpStatus absent, ClientResponse response) {
        return is(response, absent) ? response.releaseBody().then(Mono.empty()) : succeeded(response);
    }

    /** The whole body, whatever type its uploader gave it: browsers send types that are none. Empty if it is. */
    static Mono<byte[]> bytes(ClientResponse response) {
        return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), SMALL_OBJECT)
                .map(StoreCalls::copied);
    }

    private static byte[] copied(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    static boolean is(ClientResponse response, HttpStatus status) {
        return response.statusCode().value() == status.value();
    }

    static Mono<ProblemException> unavailable(ClientResponse response) {
        return Mono.fromSupplier(
                () -> unavailable("the store answered " + response.statusCode().value()));
    }

    static ProblemException unavailable(String cause) {
        return ProblemException.of(CommonProblem.UNAVAILABLE, "The object store does not serve us.")
                .retryAfter(Duration.ofSeconds(2))
                .withCause(new IllegalStateException(cause));
    }
}
