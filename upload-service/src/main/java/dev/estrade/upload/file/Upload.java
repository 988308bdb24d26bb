package dev.estrade.upload.file;

import dev.estrade.events.Event;
import dev.estrade.events.Rel;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.support.events.OutgoingEvent;
import dev.estrade.support.outbox.Aggregate;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A file on its way in. Its id is the UUID in the object's key, and the same value as {@code video_id}, {@code videoId}
 * and {@code photo_id} everywhere. {@code WAITING → COMPLETED → CLAIMED | SAVED}, or {@code FAILED}, {@code CANCELLED},
 * {@code EXPIRED}: these three stay as tombstones until no URL can bring bytes any more.
 */
@Document("uploads")
public record Upload(
        @Id String id,
        @Version @Nullable Long version,
        @Indexed String ownerId,
        DeclaredFile declared,
        Transfer transfer,
        UploadState state,
        List<OutgoingEvent> pending,
        @Nullable Instant pendingSince)
        implements Aggregate {

    /**
     * @param contentType as the client declared it; signed into its URL if it did, never believed
     * @param size bytes; null if the client did not say
     * @param sha256 of the whole file, in lower-case hexadecimal; null if the client did not say
     * @param fileKey {@code videos/<uuid><ext>} or {@code photos/<uuid><ext>}
     */
    public record DeclaredFile(
            String clientRef,
            String filename,
            @Nullable String contentType,
            @Nullable Long size,
            @Nullable String sha256,
            Kind kind,
            String fileKey) {

        /** Where the bytes land: private until verified and saved. */
        public String objectKey() {
            return "uploads/" + fileKey;
        }
    }

    /**
     * How the bytes come.
     *
     * @param multipartId the store's upload id; null for a single PUT, or not begun
     * @param partSize bytes of every part but the last; 0 for a single PUT
     * @param urlsUntil when the last URL that was signed ends
     * @param expiresAt when the upload is removed unless claimed or saved
     */
    public record Transfer(
            @Nullable String multipartId,
            long partSize,
            @Indexed Instant urlsUntil,
            @Indexed Instant expiresAt) {

        public boolean isMultipart() {
            return partSize > 0;
        }

        Transfer begun(String uploadId) {
            return new Transfer(uploadId, partSize, urlsUntil, expiresAt);
        }

        Transfer keptUntil(Instant end) {
            return new Transfer(multipartId, partSize, urlsUntil, end);
        }

        Transfer signedUntil(Instant end) {
            return end.isAfter(urlsUntil) ? new Transfer(multipartId, partSize, end, expiresAt) : this;
        }
    }

    /** @param container the sniffed format's name */
    public record VerifiedContent(String etag, long size, String container) {}

    public record Failure(String code, String detail) {}

    public static Upload announced(String id, String ownerId, DeclaredFile file, Transfer transfer) {
        return new Upload(id, null, ownerId, file, transfer, UploadState.WAITING, List.of(), null);
    }

    public String objectKey() {
        return declared.objectKey();
    }

    public UploadStatus status() {
        return state.status();
    }

    public @Nullable VerifiedContent content() {
        return state.content();
    }

    /** What was verified. @throws IllegalStateException if nothing was */
    public VerifiedContent verified() {
        VerifiedContent content = state.content();
        if (content == null) {
            throw new IllegalStateException("Nothing is verified of " + id);
        }
        return content;
    }

    /** This upload as an event tells of it. */
    public ClaimedUpload claimed(Rel rel) {
        VerifiedContent content = verified();
        return new ClaimedUpload(
                id, rel, declared.filename(), pinnedKey(), content.etag(), content.size(), content.container());
    }

    /** Where what was verified lies. */
    private String pinnedKey() {
        return status() == UploadStatus.SAVED ? declared.fileKey() : objectKey();
    }

    public boolean isSettled() {
        return status() != UploadStatus.WAITING;
    }

    public Upload begun(String multipartId) {
        return isSettled() || transfer.multipartId() != null ? this : with(transfer.begun(multipartId));
    }

    /** Before more URLs are signed. @throws ProblemException {@code upload.settled} if no bytes are wanted any more */
    public Upload signedUntil(Instant end) {
        if (isSettled()) {
            throw ProblemException.of(UploadProblem.SETTLED, "It is " + status().json() + ".");
        }
        return transfer.signedUntil(end).equals(transfer) ? this : with(transfer.signedUntil(end));
    }

    /**
     * Needed by something that ends by itself: nothing else gets it, and it goes by then at the latest.
     *
     * @param borrower a presentation's place
     * @throws ProblemException {@code upload.not_completed}, {@code upload.claimed}; repeating it is fine
     */
    public Upload lentTo(String borrower, Instant end) {
        if (!borrower.equals(state.holder())) {
            requireFree();
        }
        return with(state.to(status(), state.content(), null, borrower)).with(transfer.keptUntil(end));
    }

    /** Something needs its bytes, for good or until it ends. */
    public boolean isHeld() {
        return status().isHeld() || status() == UploadStatus.COMPLETED && state.holder() != null;
    }

    public Upload completed(VerifiedContent verified) {
        return isSettled() ? this : with(state.to(UploadStatus.COMPLETED, verified, null, null));
    }

    public Upload failed(UploadProblem problem, String detail) {
        return isSettled()
                ? this
                : with(state.to(UploadStatus.FAILED, state.content(), new Failure(problem.code(), detail), null));
    }

    /** @throws ProblemException {@code upload.not_completed}, {@code upload.claimed}; repeating a claim is fine */
    public Upload claimedBy(String holder) {
        if (status() == UploadStatus.CLAIMED && holder.equals(state.holder())) {
            return this;
        }
        requireFree();
        if (state.undone().contains(holder)) {
            throw ProblemException.of(UploadProblem.CLAIMED, "This claim came to nothing.");
        }
        if (declared.kind() != Kind.VIDEO) {
            throw ProblemException.of(UploadProblem.NOT_MEDIA, "A photo is no lesson.");
        }
        return with(state.to(UploadStatus.CLAIMED, state.content(), null, holder));
    }

    /** A claim came to nothing: completed again if it held this, and it never will. What else holds it stays. */
    public Upload releasedBy(String claim) {
        boolean held = status() == UploadStatus.CLAIMED && claim.equals(state.holder());
        Upload released = held ? with(state.to(UploadStatus.COMPLETED, state.content(), null, null)) : this;
        return status().isTombstone() || state.undone().contains(claim)
                ? released
                : released.with(released.state.without(claim));
    }

    /**
     * Public from now on.
     *
     * @param copy what lies at {@code fileKey}
     * @param cover of which film; null for an item of the library
     * @throws ProblemException {@code upload.not_completed}, {@code upload.claimed}
     */
    public Upload saved(VerifiedContent copy, @Nullable String cover) {
        if (status() == UploadStatus.SAVED) {
            return this;
        }
        requireFree();
        return with(state.to(UploadStatus.SAVED, copy, null, cover));
    }

    /** @throws ProblemException {@code upload.claimed} while something holds it */
    public Upload cancelled() {
        if (isHeld()) {
            throw ProblemException.of(UploadProblem.CLAIMED, UploadProblem.CLAIMED.title());
        }
        return gone(UploadStatus.CANCELLED);
    }

    /** Unless it was claimed or saved meanwhile. */
    Upload expired() {
        return status().isHeld() ? this : gone(UploadStatus.EXPIRED);
    }

    /** A formation needs it no more. What was released may be somebody else's by now, and stays; so does what was saved. */
    public Upload droppedBy(String formationId) {
        return status().isHeld() && !isHeldBy(formationId) ? this : gone(UploadStatus.CANCELLED);
    }

    /** By one of its claims, or by one of its lessons; of lives, whose course is {@code live}, by one of their films. */
    private boolean isHeldBy(String formationId) {
        String holder = state.holder();
        return holder != null
                && (holder.equals(formationId)
                        || holder.startsWith(formationId + "~")
                        || Rel.parse(holder)
                                .filter(rel -> rel.courseId().equals(formationId))
                                .isPresent());
    }

    /** The library item is deleted. */
    public Upload deleted() {
        return status() == UploadStatus.SAVED ? gone(UploadStatus.CANCELLED) : this;
    }

    /** This state, and an event about it in the same write. */
    public Upload recording(Event event) {
        return new Upload(id, version, ownerId, declared, transfer, state, pendingWith(event), pendingSinceOrNow());
    }

    private Upload gone(UploadStatus how) {
        return status().isTombstone() ? this : with(state.to(how, state.content(), state.failure(), null));
    }

    private void requireFree() {
        if (isHeld()) {
            throw ProblemException.of(UploadProblem.CLAIMED, UploadProblem.CLAIMED.title());
        }
        if (status() != UploadStatus.COMPLETED) {
            throw ProblemException.of(UploadProblem.NOT_COMPLETED, UploadProblem.NOT_COMPLETED.title());
        }
    }

    private Upload with(UploadState next) {
        return new Upload(id, version, ownerId, declared, transfer, next, pending, pendingSince);
    }

    private Upload with(Transfer next) {
        return new Upload(id, version, ownerId, declared, next, state, pending, pendingSince);
    }

    /** Whether the announced size is known. @return bytes, 0 if not */
    public long declaredSize() {
        return Objects.requireNonNullElse(declared.size(), 0L);
    }
}
