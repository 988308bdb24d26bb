package dev.estrade.upload.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An upload as its owner sees it.
 *
 * @param size declared, in bytes
 * @param container known from completion on
 * @param error why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadView(
        String videoId,
        String clientRef,
        String fileKey,
        UploadStatus status,
        long size,
        @Nullable String container,
        Upload.@Nullable Failure error) {

    public static UploadView of(Upload upload) {
        Upload.VerifiedContent content = upload.content();
        return new UploadView(
                upload.id(),
                upload.declared().clientRef(),
                upload.declared().fileKey(),
                upload.status(),
                upload.declared().size(),
                content == null ? null : content.container(),
                upload.failure());
    }
}
