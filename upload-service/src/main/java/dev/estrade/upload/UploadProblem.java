package dev.estrade.upload;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that upload-service adds. */
public enum UploadProblem implements ProblemCode {
    UNKNOWN("upload.unknown", HttpStatus.NOT_FOUND, "There is no such upload of this caller."),
    BATCH_UNKNOWN("upload.batch_unknown", HttpStatus.NOT_FOUND, "There is no such batch of this caller."),
    NOT_COMPLETED("upload.not_completed", HttpStatus.CONFLICT, "The file has not arrived yet."),
    CLAIMED("upload.claimed", HttpStatus.CONFLICT, "The upload belongs to a formation already."),
    TOO_LARGE("upload.too_large", HttpStatus.CONTENT_TOO_LARGE, "The file is larger than this platform accepts."),
    SIZE_MISMATCH(
            "upload.size_mismatch", HttpStatus.UNPROCESSABLE_CONTENT, "The file has not the size that was declared."),
    NOT_MEDIA("upload.not_media", HttpStatus.UNPROCESSABLE_CONTENT, "The file is neither video nor audio.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    UploadProblem(String code, HttpStatus status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
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
