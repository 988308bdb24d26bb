package dev.estrade.upload.batch;

import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadView;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The answers of {@code /api/upload-batches}. */
final class BatchView {
    private BatchView() {}

    record Opened(String batchId, Instant expiresAt, List<Single> uploads) {}

    /** @param requiredHeaders are signed: the PUT must carry exactly these, and the declared length */
    record Single(
            String clientRef,
            String videoId,
            String fileKey,
            String strategy,
            URI presignedUrl,
            Map<String, String> requiredHeaders) {

        static Single of(Upload upload, URI url, Map<String, String> requiredHeaders) {
            Upload.DeclaredFile file = upload.declared();
            return new Single(file.clientRef(), upload.id(), file.fileKey(), "single", url, requiredHeaders);
        }
    }

    /** @param status {@code open} while a file is missing, {@code completed}, or {@code failed} */
    record Progress(String batchId, String status, long bytesTotal, long bytesReceived, List<UploadView> uploads) {}
}
