package dev.estrade.upload.file;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.sniff.Format;
import dev.estrade.support.store.ObjectChangedException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Upload.VerifiedContent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Looks at what really arrived: its size, its ETag, its first and last bytes, its checksum if one was declared. A lie
 * removes the object and settles the upload as failed, with the reason.
 */
@Component
public class Verification {
    private final ObjectStore media;
    private final Uploads uploads;
    private final Assembly assembly;
    private final Checksums checksums;
    private final UploadProperties settings;

    Verification(
            ObjectStores stores, Uploads uploads, Assembly assembly, Checksums checksums, UploadProperties settings) {
        this.media = stores.media();
        this.uploads = uploads;
        this.assembly = assembly;
        this.checksums = checksums;
        this.settings = settings;
    }

    /**
     * Settles a waiting upload; a settled one is returned as it is, so repeating answers the same.
     *
     * @return the upload, completed or failed; still waiting if not all has arrived
     */
    public Mono<Upload> verify(Upload upload) {
        if (upload.isSettled()) {
            return Mono.just(upload);
        }
        return assembly.assemble(upload)
                .then(media.stat(upload.objectKey()))
                .flatMap(stored -> check(upload, stored))
                .flatMap(verified -> uploads.change(upload.id(), current -> current.completed(verified)))
                .onErrorResume(ProblemException.class, lie -> refuse(upload, lie))
                // Overwritten while we looked: the next call sees the new bytes.
                .onErrorResume(ObjectChangedException.class, changed -> Mono.just(upload))
                .defaultIfEmpty(upload);
    }

    private Mono<VerifiedContent> check(Upload upload, StoredObject stored) {
        requireSize(upload, stored.size());
        long last = stored.size() - 1;
        return media.range(stored.key(), 0, Math.min(last, Format.HEAD_BYTES - 1), stored.etag())
                .map(head -> sniffed(upload, head))
                .delayUntil(format -> media.range(stored.key(), last, last, stored.etag()))
                .delayUntil(format -> checksums.check(upload, stored))
                .map(format -> new VerifiedContent(stored.etag(), stored.size(), format.text()));
    }

    private void requireSize(Upload upload, long arrived) {
        Long declared = upload.declared().size();
        if (declared != null && declared != arrived) {
            throw ProblemException.of(
                    UploadProblem.SIZE_MISMATCH, "%d bytes were declared, %d arrived.".formatted(declared, arrived));
        }
        if (arrived < 1 || arrived > settings.maxSize().toBytes()) {
            throw ProblemException.of(
                    UploadProblem.SIZE_MISMATCH,
                    "%d bytes arrived; 1 to %d are accepted."
                            .formatted(arrived, settings.maxSize().toBytes()));
        }
    }

    private Format sniffed(Upload upload, byte[] head) {
        Kind kind = upload.declared().kind();
        return Format.sniff(head)
                .filter(format -> settings.accepted().has(kind, format))
                .orElseThrow(() -> ProblemException.of(
                        UploadProblem.NOT_MEDIA,
                        "Its first bytes are of no %s that is accepted.".formatted(kind.text())));
    }

    /** The bytes go only if it is this lie that settled the upload: another call may have found it whole. */
    private Mono<Upload> refuse(Upload upload, ProblemException lie) {
        return lie.code() instanceof UploadProblem problem && problem.settles()
                ? uploads.change(upload.id(), current -> current.failed(problem, lie.detail()))
                        .delayUntil(failed -> failed.status() == UploadStatus.FAILED
                                ? media.delete(upload.objectKey())
                                : Mono.empty())
                : Mono.error(lie);
    }
}
