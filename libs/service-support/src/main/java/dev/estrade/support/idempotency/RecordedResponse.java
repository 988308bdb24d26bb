package dev.estrade.support.idempotency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;

/** A response that is stored before it is sent, so that no caller ever sees an answer that a repetition would not. */
final class RecordedResponse extends ServerHttpResponseDecorator {
    private static final List<String> KEPT =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER);

    private final Recorder recorder;

    RecordedResponse(ServerHttpResponse response, Recorder recorder) {
        super(response);
        this.recorder = recorder;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return DataBufferUtils.join(body)
                .map(RecordedResponse::toBytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(bytes -> store(bytes)
                        .then(Mono.defer(() -> getDelegate()
                                .writeWith(Mono.just(bufferFactory().wrap(bytes))))));
    }

    @Override
    public Mono<Void> setComplete() {
        return store(new byte[0]).then(Mono.defer(getDelegate()::setComplete));
    }

    private Mono<Void> store(byte[] body) {
        HttpStatusCode status = getStatusCode();
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = getHeaders().getFirst(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return Mono.defer(() -> recorder.record(status == null ? HttpStatus.OK : status, kept, body));
    }

    private static byte[] toBytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    @FunctionalInterface
    interface Recorder {
        Mono<Void> record(HttpStatusCode status, Map<String, String> headers, byte[] body);
    }
}
