package dev.estrade.upload.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.estrade.support.store.Part;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload as its owner sees it.
 *
 * @param status {@code waiting}, {@code uploading}, {@code completed}, {@code claimed}, {@code saved}, {@code failed} or
 *     {@code expired}
 * @param size declared, or found at completion; bytes
 * @param bytesReceived on the store
 * @param partSize bytes of every part but the last
 * @param parts that have arrived
 * @param container known from completion on
 * @param error why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadView(
        String videoId,
        String clientRef,
        String fileKey,
        String status,
        @Nullable Long size,
        long bytesReceived,
        Instant expiresAt,
        @Nullable Long partSize,
        @Nullable Integer partCount,
        @Nullable List<ArrivedPart> parts,
        @Nullable String container,
        Upload.@Nullable Failure error) {

    record ArrivedPart(int partNumber, String etag, long size) {}

    /** @param arrived bytes of a single PUT that lie on the store, settled or not */
    public static UploadView of(Upload upload, List<Part> parts, long arrived) {
        Upload.VerifiedContent content = upload.content();
        Upload.Transfer transfer = upload.transfer();
        boolean inParts = transfer.isMultipart() && !upload.isSettled();
        long received = content != null
                ? content.size()
                : inParts ? parts.stream().mapToLong(Part::size).sum() : arrived;
        Long size = upload.declared().size();
        return new UploadView(
                upload.id(),
                upload.declared().clientRef(),
                upload.declared().fileKey(),
                upload.status() == UploadStatus.WAITING && received > 0
                        ? "uploading"
                        : upload.status().json(),
                size == null && content != null ? Long.valueOf(content.size()) : size,
                received,
                transfer.expiresAt(),
                inParts ? transfer.partSize() : null,
                inParts && size != null ? Assembly.partCount(size, transfer.partSize()) : null,
                inParts
                        ? parts.stream()
                                .map(part -> new ArrivedPart(part.number(), part.etag(), part.size()))
                                .toList()
                        : null,
                content == null ? null : content.container(),
                upload.state().failure());
    }
}
