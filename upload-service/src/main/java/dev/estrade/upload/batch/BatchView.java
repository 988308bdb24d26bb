package dev.estrade.upload.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.estrade.upload.file.Assembly;
import dev.estrade.upload.file.Signing;
import dev.estrade.upload.file.Signing.PartUrl;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadView;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of {@code /api/upload-batches}. */
final class BatchView {
    private BatchView() {}

    record Opened(String batchId, Instant expiresAt, List<Announced> uploads) {}

    /**
     * @param strategy {@code single} or {@code multipart}
     * @param requiredHeaders are signed: the one PUT must carry exactly these, and the declared length
     * @param partSize bytes of every part but the last
     * @param parts the first ones; more at {@code POST /api/uploads/{video_id}/parts}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Announced(
            String clientRef,
            String videoId,
            String fileKey,
            String strategy,
            @Nullable URI presignedUrl,
            @Nullable Map<String, String> requiredHeaders,
            @Nullable Long partSize,
            @Nullable Integer partCount,
            @Nullable List<PartUrl> parts) {

        static Announced of(Upload upload, Signing signing) {
            Upload.DeclaredFile file = upload.declared();
            long partSize = upload.transfer().partSize();
            return upload.transfer().isMultipart()
                    ? new Announced(
                            file.clientRef(),
                            upload.id(),
                            file.fileKey(),
                            "multipart",
                            null,
                            null,
                            partSize,
                            Assembly.partCount(upload.declaredSize(), partSize),
                            signing.firstParts(upload))
                    : new Announced(
                            file.clientRef(),
                            upload.id(),
                            file.fileKey(),
                            "single",
                            signing.single(upload),
                            Signing.requiredHeaders(upload),
                            null,
                            null,
                            null);
        }
    }

    /** @param status {@code open} while a file is missing, {@code completed}, or {@code failed} */
    record Progress(
            String batchId,
            String status,
            long bytesTotal,
            long bytesReceived,
            Instant expiresAt,
            List<UploadView> uploads) {}
}
