package dev.estrade.upload.file;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A file on its way in. Its id is the UUID in the object's key, and the same value as {@code video_id} and
 * {@code videoId} everywhere.
 *
 * @param content what was found on the store at completion; pinned from then on
 * @param claimedBy the formation that holds it, while claimed
 * @param expiresAt when it is removed unless claimed
 */
@Document("uploads")
public record Upload(
        @Id String id,
        @Version @Nullable Long version,
        String ownerId,
        DeclaredFile declared,
        UploadStatus status,
        @Nullable VerifiedContent content,
        @Nullable Failure failure,
        @Nullable String claimedBy,
        Instant expiresAt) {

    /** @param contentType as the client declared it, signed into its URL; never believed */
    public record DeclaredFile(String clientRef, String filename, String contentType, long size, String fileKey) {
        /** Where the bytes land: private until verified. */
        public String objectKey() {
            return "uploads/" + fileKey;
        }
    }

    /** @param container the sniffed container's demuxer name */
    public record VerifiedContent(String etag, long size, String container) {}

    public record Failure(String code, String detail) {}

    public static Upload announced(String id, String ownerId, DeclaredFile file, Instant expiresAt) {
        return new Upload(id, null, ownerId, file, UploadStatus.WAITING, null, null, null, expiresAt);
    }

    public String objectKey() {
        return declared.objectKey();
    }

    public boolean isSettled() {
        return status != UploadStatus.WAITING;
    }

    public Upload completed(VerifiedContent verified) {
        return isSettled() ? this : with(UploadStatus.COMPLETED, verified, null, null);
    }

    public Upload failed(UploadProblem problem, String detail) {
        return isSettled() ? this : with(UploadStatus.FAILED, content, new Failure(problem.code(), detail), null);
    }

    /** @throws ProblemException {@code upload.not_completed}, {@code upload.claimed}; repeating a claim is fine */
    public Upload claimedBy(String formationId) {
        if (status == UploadStatus.CLAIMED) {
            if (formationId.equals(claimedBy)) {
                return this;
            }
            throw ProblemException.of(UploadProblem.CLAIMED, UploadProblem.CLAIMED.title());
        }
        if (status != UploadStatus.COMPLETED) {
            throw ProblemException.of(UploadProblem.NOT_COMPLETED, UploadProblem.NOT_COMPLETED.title());
        }
        return with(UploadStatus.CLAIMED, content, null, formationId);
    }

    /** Back to completed if this formation held it; whatever else holds it stays. */
    public Upload releasedBy(String formationId) {
        return formationId.equals(claimedBy) ? with(UploadStatus.COMPLETED, content, null, null) : this;
    }

    /** @throws ProblemException {@code upload.claimed} */
    public Upload cancelled() {
        if (status == UploadStatus.CLAIMED) {
            throw ProblemException.of(UploadProblem.CLAIMED, UploadProblem.CLAIMED.title());
        }
        return with(UploadStatus.CANCELLED, content, failure, null);
    }

    private Upload with(
            UploadStatus next,
            @Nullable VerifiedContent newContent,
            @Nullable Failure newFailure,
            @Nullable String newClaim) {
        return new Upload(id, version, ownerId, declared, next, newContent, newFailure, newClaim, expiresAt);
    }
}
