package dev.estrade.generation.ingest;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.MultipartUploads;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.Part;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes a stream of unknown length in parts of 8 MiB, of which one is held at a time. */
@Component
class Pieces {
    private static final int PART = 8 << 20;
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final MultipartUploads uploads;

    Pieces(ObjectStores stores) {
        this.uploads = stores.media().multipart();
    }

    /** @param judge sees the first bytes before anything is written, and throws if they will not do */
    Mono<Void> store(String key, Flux<DataBuffer> bytes, Consumer<byte[]> judge) {
        return bytes.bufferUntil(new Filled())
                .map(Pieces::joined)
                .switchOnFirst((first, parts) -> {
                    DataBuffer head = first.get();
                    if (head != null) {
                        judged(head, judge);
                    }
                    return head == null && !first.isOnError() ? Flux.error(Pieces::empty) : write(key, parts);
                })
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .then();
    }

    private Flux<Part> write(String key, Flux<DataBuffer> parts) {
        return Flux.usingWhen(
                uploads.begin(key, UNKNOWN_TYPE),
                upload -> parts.index()
                        .concatMap(part -> put(key, upload, (int) (part.getT1() + 1), part.getT2()), 1)
                        .collectList()
                        .flatMapMany(all -> complete(key, upload, all)),
                upload -> Mono.empty(),
                (upload, failure) -> uploads.abort(key, upload),
                upload -> uploads.abort(key, upload));
    }

    private Mono<Part> put(String key, String upload, int number, DataBuffer part) {
        return uploads.put(
                key, upload, number, BodyInserters.fromDataBuffers(Mono.just(part)), part.readableByteCount());
    }

    private Flux<Part> complete(String key, String upload, List<Part> parts) {
        return uploads.complete(key, upload, parts).flatMapIterable(done -> done);
    }

    private static DataBuffer joined(List<DataBuffer> some) {
        return some.size() == 1 ? some.get(0) : new NettyDataBufferFactory(ByteBufAllocator.DEFAULT).join(some);
    }

    private static void judged(DataBuffer head, Consumer<byte[]> judge) {
        byte[] bytes = new byte[Math.min(Inspection.HEAD, head.readableByteCount())];
        head.toByteBuffer(0, ByteBuffer.wrap(bytes), 0, bytes.length);
        try {
            judge.accept(bytes);
        } catch (ProblemException refused) {
            DataBufferUtils.release(head);
            throw refused;
        }
    }

    private static ProblemException empty() {
        return ProblemException.of(GenerationProblem.RESULT_NOT_MEDIA, "A result is empty.");
    }

    /** Counts anew after each part. */
    private static final class Filled implements Predicate<DataBuffer> {
        private int held;

        @Override
        public boolean test(DataBuffer next) {
            held += next.readableByteCount();
            boolean full = held >= PART;
            held = full ? 0 : held;
            return full;
        }
    }
}
