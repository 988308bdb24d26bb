package dev.estrade.upload.form;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.MultipartUploads;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.Part;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Announcements;
import dev.estrade.upload.file.Announcements.NewFile;
import dev.estrade.upload.file.Assembly;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Signing;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadProperties;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Streams one file to the store as a multipart upload. A piece whose length is certain, because enough of the request
 * is still to come, passes straight through; any other goes by a temporary file of at most one piece, because S3 wants
 * to know a part's length before its bytes.
 */
@Component
class Reception {
    /** More than the fields and boundaries that may follow the file. */
    private static final long TRAILER = 64 << 10;

    private final Announcements announcements;
    private final Signing signing;
    private final Assembly assembly;
    private final Removal removal;
    private final SpoolFiles spool;
    private final MultipartUploads multipart;
    private final long maxBytes;

    Reception(
            Announcements announcements,
            Signing signing,
            Assembly assembly,
            Removal removal,
            SpoolFiles spool,
            ObjectStores stores,
            UploadProperties settings) {
        this.announcements = announcements;
        this.signing = signing;
        this.assembly = assembly;
        this.removal = removal;
        this.spool = spool;
        this.multipart = stores.media().multipart();
        this.maxBytes = settings.maxFormSize().toBytes();
    }

    /**
     * @param length of the whole request, bytes; negative if it did not say
     * @return the upload, its object in place and not verified; nothing is left of one that failed or was broken off
     */
    Mono<Upload> receive(String ownerId, String filename, Flux<DataBuffer> bytes, long length) {
        Upload draft = announcements.draft(ownerId, NewFile.named(filename, Kind.VIDEO), true);
        Mono<Upload> begun = announcements.admit(ownerId, List.of(draft)).then(signing.begin(draft));
        return Mono.usingWhen(
                begun,
                upload -> store(upload, bytes, length)
                        .flatMap(parts -> assembly.assemble(upload, parts))
                        .thenReturn(upload),
                stored -> Mono.empty(),
                (upload, failure) -> removal.remove(upload.id()),
                upload -> removal.remove(upload.id()));
    }

    private Mono<List<Part>> store(Upload upload, Flux<DataBuffer> bytes, long length) {
        long size = upload.transfer().partSize();
        AtomicLong seen = new AtomicLong();
        Flux<DataBuffer> counted = bytes.doOnNext(buffer -> requireAllowed(seen, buffer));
        return Pieces.of(counted, size)
                .index()
                .concatMap(
                        piece -> {
                            int number = Math.toIntExact(piece.getT1() + 1);
                            boolean certain = length - piece.getT1() * size >= size + TRAILER;
                            return certain
                                    ? pass(upload, number, piece.getT2(), size)
                                    : spool(upload, number, piece.getT2());
                        },
                        0)
                .collectList();
    }

    private Mono<Part> pass(Upload upload, int number, Flux<DataBuffer> piece, long size) {
        AtomicLong passed = new AtomicLong();
        Flux<DataBuffer> exactly = piece.doOnNext(buffer -> passed.addAndGet(buffer.readableByteCount()))
                .concatWith(Mono.defer(() -> passed.get() == size
                        ? Mono.empty()
                        : Mono.error(ProblemException.of(
                                UploadProblem.SIZE_MISMATCH, "More followed the file than a form's fields."))));
        return put(upload, number, BodyInserters.fromDataBuffers(exactly), size);
    }

    private Mono<Part> spool(Upload upload, int number, Flux<DataBuffer> piece) {
        return Mono.usingWhen(
                spool.create(),
                file -> DataBufferUtils.write(piece, file).then(Mono.defer(() -> {
                    long written = file.toFile().length();
                    return written == 0 && number > 1
                            ? Mono.empty()
                            : put(upload, number, BodyInserters.fromResource(new FileSystemResource(file)), written);
                })),
                spool::delete);
    }

    private Mono<Part> put(Upload upload, int number, BodyInserter<?, ? super ClientHttpRequest> body, long length) {
        String multipartId = Objects.requireNonNull(upload.transfer().multipartId());
        return multipart.put(upload.objectKey(), multipartId, number, body, length);
    }

    private void requireAllowed(AtomicLong seen, DataBuffer buffer) {
        if (seen.addAndGet(buffer.readableByteCount()) > maxBytes) {
            DataBufferUtils.release(buffer);
            throw tooLarge(maxBytes);
        }
    }

    static ProblemException tooLarge(long limit) {
        return ProblemException.of(UploadProblem.TOO_LARGE, "A form's file has at most " + limit + " bytes.");
    }
}
