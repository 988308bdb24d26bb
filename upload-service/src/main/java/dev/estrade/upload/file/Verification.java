package dev.estrade.upload.file;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectChangedException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Upload.VerifiedContent;
import dev.estrade.upload.sniff.Container;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Looks at what really arrived: its size, its ETag, its first and last bytes. A lie removes the object and settles the
 * upload as failed, with the reason.
 */
@Component
public class Verification {
    private final ObjectStore media;
    private final Uploads uploads;

    Verification(ObjectStores stores, Uploads uploads) {
        this.media = stores.media();
        this.uploads = uploads;
    }

    /**
     * Settles a waiting upload; a settled one is returned as it is, so repeating answers the same.
     *
     * @return the upload, completed or failed; still waiting if nothing has arrived
     */
    public Mono<Upload> verify(Upload upload) {
        if (upload.isSettled()) {
            return Mono.just(upload);
        }
        return media.stat(upload.objectKey())
                .flatMap(stored -> check(upload, stored))
                .flatMap(verified -> uploads.change(upload.id(), current -> current.completed(verified)))
                .onErrorResume(ProblemException.class, lie -> refuse(upload, lie))
                // Overwritten while we looked: the next call sees the new bytes.
                .onErrorResume(ObjectChangedException.class, changed -> Mono.just(upload))
                .defaultIfEmpty(upload);
    }

    private Mono<VerifiedContent> check(Upload upload, StoredObject stored) {
        long declared = upload.declared().size();
        if (stored.size() != declared) {
            return Mono.error(ProblemException.of(
                    UploadProblem.SIZE_MISMATCH,
                    "%d bytes were declared, %d arrived.".formatted(declared, stored.size())));
        }
        long head = Math.min(declared, Container.HEAD_BYTES) - 1;
        return media.range(stored.key(), 0, head, stored.etag())
                .flatMap(first -> Mono.justOrEmpty(Container.sniff(first)))
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        UploadProblem.NOT_MEDIA, "Its first bytes are of no video or audio format.")))
                .delayUntil(container -> media.range(stored.key(), declared - 1, declared - 1, stored.etag()))
                .map(container -> new VerifiedContent(stored.etag(), stored.size(), container.demuxer()));
    }

    private Mono<Upload> refuse(Upload upload, ProblemException lie) {
        return lie.code() instanceof UploadProblem problem
                ? uploads.change(upload.id(), current -> current.failed(problem, lie.detail()))
                        .delayUntil(failed -> media.delete(upload.objectKey()))
                : Mono.error(lie);
    }
}
