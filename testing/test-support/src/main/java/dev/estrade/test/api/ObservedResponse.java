package dev.estrade.test.api;

import dev.estrade.test.api.ApiContract.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells {@link Observed} what is answered; of streams and files, only how they begin. */
final class ObservedResponse extends ServerHttpResponseDecorator implements ZeroCopyHttpOutputMessage {
    private final ServerHttpRequest request;
    private final boolean onlyProblems;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean whole = true;

    /** @param onlyProblems whether anything else is somebody else's answer */
    ObservedResponse(ServerHttpRequest request, ServerHttpResponse response, boolean onlyProblems) {
        super(response);
        this.request = request;
        this.onlyProblems = onlyProblems;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return super.writeWith(Flux.from(body).doOnNext(this::keep));
    }

    @Override
    public Mono<Void> writeWith(Path file, long position, long count) {
        whole = false;
        return ((ZeroCopyHttpOutputMessage) getDelegate()).writeWith(file, position, count);
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        whole = false;
        return super.writeAndFlushWith(Flux.from(body).doOnSubscribe(begun -> end()));
    }

    /** A client that went away before the answer was begun got none. */
    void end() {
        if ((whole && !getDelegate().isCommitted()) || !told.compareAndSet(false, true)) {
            return;
        }
        HttpStatusCode status = getStatusCode();
        MediaType type = getHeaders().getContentType();
        if (!onlyProblems || MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(type)) {
            Observed.answer(new Answer(
                    request.getMethod().name(),
                    request.getURI().getRawPath(),
                    status == null ? 200 : status.value(),
                    type,
                    getHeaders().headerNames().stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet()),
                    body()));
        }
    }

    private synchronized byte @Nullable [] body() {
        return whole ? written.toByteArray() : null;
    }

    private synchronized void keep(DataBuffer buffer) {
        try (DataBuffer.ByteBufferIterator pieces = buffer.readableByteBuffers()) {
            while (pieces.hasNext()) {
                ByteBuffer piece = pieces.next();
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                written.writeBytes(bytes);
            }
        }
    }
}
