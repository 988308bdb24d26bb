package dev.estrade.upload.file;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.UploadProblem;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Compares a declared SHA-256 with the bytes on the store. They are read as a stream: S3 stores agree neither on keeping
 * whole-file checksums of parts nor on telling them.
 */
@Component
class Checksums {
    private final ObjectStore media;

    Checksums(ObjectStores stores) {
        this.media = stores.media();
    }

    /** Fails with {@code upload.checksum_mismatch}; at once if no checksum was declared. */
    Mono<Void> check(Upload upload, StoredObject stored) {
        String declared = upload.declared().sha256();
        return declared == null
                ? Mono.empty()
                : media.open(stored.key(), headers -> headers.setIfMatch("\"" + stored.etag() + "\""))
                        .flatMap(opened -> digest(opened.getBody()))
                        .doOnNext(found -> requireEqual(declared, found))
                        .then();
    }

    private static Mono<String> digest(@Nullable Flux<DataBuffer> bytes) {
        MessageDigest sha256 = sha256();
        return (bytes == null ? Flux.<DataBuffer>empty() : bytes)
                .publishOn(Schedulers.parallel(), 8)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                // Not doOnNext: `then` would discard, and so release, each buffer once more.
                .map(buffer -> update(sha256, buffer))
                .then(Mono.fromSupplier(() -> HexFormat.of().formatHex(sha256.digest())));
    }

    private static MessageDigest update(MessageDigest digest, DataBuffer buffer) {
        try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
            for (ByteBuffer part : (Iterable<ByteBuffer>) () -> parts) {
                digest.update(part);
            }
            return digest;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static void requireEqual(String declared, String found) {
        if (!declared.equals(found)) {
            throw ProblemException.of(
                    UploadProblem.CHECKSUM_MISMATCH, "SHA-256 %s was declared, %s arrived.".formatted(declared, found));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
