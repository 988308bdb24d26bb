package dev.estrade.upload.file;

import dev.estrade.support.sniff.Format;
import dev.estrade.support.store.MultipartUploads;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may come in, and how.
 *
 * @param maxSize of one file
 * @param maxFormSize of one file that comes in a form, through this service
 * @param urlExpiry how long a presigned URL may be used to begin
 * @param unclaimedExpiry when uploads that nothing claimed or saved are removed
 */
@Validated
@ConfigurationProperties("estrade.upload")
public record UploadProperties(
        @DefaultValue("20GB") DataSize maxSize,
        @DefaultValue("100MB") DataSize maxFormSize,
        @DefaultValue("3600s") Duration urlExpiry,
        @DefaultValue("24h") Duration unclaimedExpiry,
        @DefaultValue Sweep sweep,
        @DefaultValue @Valid Multipart multipart,
        @DefaultValue @Valid Limits limits,
        @DefaultValue @Valid Accepted accepted) {

    /**
     * @param every how often bucket and database are compared
     * @param removeUnknown whether objects go of which there is no row at all; another installation may know them
     */
    public record Sweep(
            @DefaultValue("10m") Duration every,
            @DefaultValue("false") boolean removeUnknown) {}

    /**
     * @param from size from which a file comes in parts; at most 5 GiB, which is what S3 takes in one PUT
     * @param partSize of every part but the last, 5 MiB to 5 GiB; grows for files of more than 10,000 parts
     * @param signedAtOnce part URLs that come with a batch; the others are signed when they are asked for
     */
    public record Multipart(
            @DefaultValue("64MB") DataSize from,
            @DefaultValue("16MB") DataSize partSize,
            @DefaultValue("8") @Min(1) int signedAtOnce) {

        @AssertTrue(message = "estrade.upload.multipart.part-size must be 5MB to 5GB")
        boolean isPartSizeLegal() {
            return partSize.toBytes() >= MultipartUploads.MIN_PART && partSize.toBytes() <= MultipartUploads.MAX_PART;
        }

        @AssertTrue(message = "estrade.upload.multipart.from must be at most 5GB")
        boolean isFromLegal() {
            return from.toBytes() <= MultipartUploads.MAX_PART;
        }
    }

    /**
     * Per user.
     *
     * @param filesPerBatch files announced at once
     * @param openUploads uploads that are announced and neither claimed, saved nor gone
     * @param openBatches batches with such uploads
     * @param outstanding bytes of such uploads
     */
    public record Limits(
            @DefaultValue("500") @Min(1) int filesPerBatch,
            @DefaultValue("2000") @Min(1) int openUploads,
            @DefaultValue("50") @Min(1) int openBatches,
            @DefaultValue("500GB") DataSize outstanding) {}

    /** Formats by name, as {@link Format} has them. */
    public record Accepted(
            @DefaultValue({
                "mp4",
                "webm",
                "matroska",
                "avi",
                "wav",
                "mpegts",
                "mpeg",
                "flv",
                "asf",
                "ogg",
                "mxf",
                "flac",
                "mp3",
                "aac"
            })
            @NotEmpty
            Set<Format> videos,

            @DefaultValue({"jpeg", "png", "gif", "webp", "avif", "heic"}) @NotEmpty
            Set<Format> photos) {

        boolean has(Kind kind, Format format) {
            return kind.holds(format) && (kind == Kind.VIDEO ? videos : photos).contains(format);
        }
    }
}
