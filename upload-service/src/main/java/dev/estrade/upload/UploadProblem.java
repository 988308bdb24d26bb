package dev.estrade.upload;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that upload-service adds. */
public enum UploadProblem implements ProblemCode {
    UNKNOWN("upload.unknown", HttpStatus.NOT_FOUND, "There is no such upload of this caller."),
    BATCH_UNKNOWN("upload.batch_unknown", HttpStatus.NOT_FOUND, "There is no such batch of this caller."),
    NOT_COMPLETED("upload.not_completed", HttpStatus.CONFLICT, "The file has not arrived yet."),
    SETTLED("upload.settled", HttpStatus.CONFLICT, "This upload takes no more bytes."),
    CLAIMED("upload.claimed", HttpStatus.CONFLICT, "The upload belongs to something already."),
    TOO_LARGE("upload.too_large", HttpStatus.CONTENT_TOO_LARGE, "The file is larger than this platform accepts."),
    TOO_MANY_FILES(
            "upload.too_many_files", HttpStatus.CONTENT_TOO_LARGE, "More files than may be announced in one batch."),
    LIMIT_REACHED("upload.limit_reached", HttpStatus.TOO_MANY_REQUESTS, "Too much is on its way for this user."),
    SIZE_MISMATCH(
            "upload.size_mismatch", HttpStatus.UNPROCESSABLE_CONTENT, "The file has not the size that was declared."),
    CHECKSUM_MISMATCH(
            "upload.checksum_mismatch",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The file has not the SHA-256 that was declared."),
    PARTS_MISMATCH("upload.parts_mismatch", HttpStatus.UNPROCESSABLE_CONTENT, "These parts are not what arrived."),
    CHANGED("upload.changed", HttpStatus.CONFLICT, "The file was overwritten after it was verified."),
    NOT_MEDIA("upload.not_media", HttpStatus.UNPROCESSABLE_CONTENT, "The file is no media that is accepted."),
    FORM_NOT_MEDIA("upload.form_not_media", HttpStatus.BAD_REQUEST, "The form's file is no video that is accepted."),
    GENERATION_UNKNOWN(
            "upload.generation_unknown",
            HttpStatus.NOT_FOUND,
            "There is no such file of a completed video job of this caller."),
    LIVE_UNKNOWN("recording.live_unknown", HttpStatus.NOT_FOUND, "There is no such live."),
    LIVE_CLOSED("recording.live_closed", HttpStatus.CONFLICT, "The live is over."),
    RECORDING_UNKNOWN("recording.unknown", HttpStatus.NOT_FOUND, "The live has no such recording."),
    RECORDING_ENDED("recording.ended", HttpStatus.CONFLICT, "The recording takes no more chunks."),
    RECORDING_TYPE(
            "recording.unsupported_type",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Recordings are WebM or Matroska, as MediaRecorder makes them."),
    RECORDING_LIMIT(
            "recording.limit_reached", HttpStatus.TOO_MANY_REQUESTS, "Too many recordings of this user are open."),
    UNREACHABLE(
            "recording.unreachable_url",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The live has no recording, and no uploaded film is named."),
    NOT_OWNER("formation.not_owner", HttpStatus.FORBIDDEN, "The course belongs to another trainer.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    UploadProblem(String code, HttpStatus status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** Whether the file itself is at fault, so that the upload has failed for good. */
    public boolean settles() {
        return this == SIZE_MISMATCH || this == CHECKSUM_MISMATCH || this == NOT_MEDIA;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
