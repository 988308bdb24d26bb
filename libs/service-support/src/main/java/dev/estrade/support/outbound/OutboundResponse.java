package dev.estrade.support.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.outbound.OutboundException.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/** An answer whose body is still on its way; what is not read is never received. */
public final class OutboundResponse {
    private final HttpClientResponse response;
    private final ByteBufFlux bytes;

    OutboundResponse(HttpClientResponse response, ByteBufFlux bytes) {
        this.response = response;
        this.bytes = bytes;
    }

    public int status() {
        return response.status().code();
    }

    public @Nullable String header(String name) {
        return response.responseHeaders().get(name);
    }

    /** The body's beginning, whatever it is, as text of at most this many bytes. */
    public Mono<String> excerpt(int most) {
        return bytes.asByteArray()
                .scanWith(ByteArrayOutputStream::new, (read, part) -> append(read, part, most))
                .takeUntil(read -> read.size() >= most)
                .last()
                .map(read -> read.toString(UTF_8));
    }

    /**
     * The body, to be released by the caller.
     *
     * @param types of which the answer must be one; wildcards are understood
     * @param maxBytes beyond which it fails, at once if the answer says its length
     */
    public Flux<DataBuffer> body(Collection<MediaType> types, long maxBytes) {
        return Flux.defer(() -> {
            requireType(types);
            requireLength(maxBytes);
            AtomicLong read = new AtomicLong();
            NettyDataBufferFactory buffers = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);
            return bytes.<DataBuffer>handle((part, sink) -> pass(part, sink, buffers, read, maxBytes))
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
        });
    }

    private void requireType(Collection<MediaType> types) {
        MediaType type = contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
        if (types.stream().noneMatch(wanted -> wanted.includes(type))) {
            throw new OutboundException(Reason.TYPE_REFUSED, "The answer is of the type " + type + ".");
        }
    }

    private Optional<MediaType> contentType() {
        try {
            return Optional.ofNullable(header("Content-Type")).map(MediaType::parseMediaType);
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }

    private void requireLength(long maxBytes) {
        String declared = header("Content-Length");
        if (declared != null && declared.matches("[0-9]{1,18}") && Long.parseLong(declared) > maxBytes) {
            throw tooLarge(maxBytes);
        }
    }

    private static void pass(
            ByteBuf part,
            SynchronousSink<DataBuffer> sink,
            NettyDataBufferFactory buffers,
            AtomicLong read,
            long maxBytes) {
        if (read.addAndGet(part.readableBytes()) > maxBytes) {
            sink.error(tooLarge(maxBytes));
        } else {
            sink.next(buffers.wrap(part.retain()));
        }
    }

    private static OutboundException tooLarge(long maxBytes) {
        return new OutboundException(Reason.TOO_LARGE, "The answer has more than " + maxBytes + " bytes.");
    }

    private static ByteArrayOutputStream append(ByteArrayOutputStream read, byte[] part, int most) {
        read.write(part, 0, Math.min(part.length, most - read.size()));
        return read;
    }
}
