package dev.estrade.transcode.live;

import dev.estrade.support.store.MultipartUploads;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.Part;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts files into the store that may be larger than one PUT takes: in parts, where there is more than one. */
final class LargeFiles {
    /** Bytes: with the 10,000 parts that stores allow, 2.5 TiB. */
    static final long PART = 256L << 20;

    private static final int BUFFER = 1 << 18;

    private final ObjectStore store;
    private final long partSize;

    LargeFiles(ObjectStore store, long partSize) {
        this.store = store;
        this.partSize = partSize;
    }

    /** Replaces what an attempt before this one may have left. */
    Mono<Void> put(String key, String contentType, Path file) {
        long size = file.toFile().length();
        MultipartUploads uploads = store.multipart();
        Mono<Void> abandoned = uploads.unfinished(key)
                .filter(found -> found.key().equals(key))
                .concatMap(found -> uploads.abort(key, found.uploadId()))
                .then();
        return abandoned
                .then(uploads.begin(key, contentType))
                .flatMap(id -> Flux.range(1, Math.toIntExact((size + partSize - 1) / partSize))
                        .concatMap(number -> part(key, id, number, file, size))
                        .collectList()
                        .flatMap(parts -> uploads.complete(key, id, parts)))
                .then();
    }

    private Mono<Part> part(String key, String id, int number, Path file, long size) {
        long from = (number - 1) * partSize;
        long length = Math.min(partSize, size - from);
        Flux<DataBuffer> bytes = DataBufferUtils.takeUntilByteCount(
                DataBufferUtils.read(
                        new FileSystemResource(file), from, DefaultDataBufferFactory.sharedInstance, BUFFER),
                length);
        return store.multipart().put(key, id, number, BodyInserters.fromDataBuffers(bytes), length);
    }
}
