package dev.estrade.transcode;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that transcode-service adds; those of {@code media.*} are a lesson's failures, told in plain words. */
public enum TranscodeProblem implements ProblemCode {
    TASK_UNKNOWN("task.unknown", HttpStatus.NOT_FOUND, "There is no such task of this caller."),
    TASK_NOT_FAILED("task.not_failed", HttpStatus.CONFLICT, "Only a failed task can be retried."),
    NOT_MEDIA("media.not_media", HttpStatus.UNPROCESSABLE_CONTENT, "This file holds no video that can be read."),
    UNSUPPORTED("media.unsupported", HttpStatus.UNPROCESSABLE_CONTENT, "This kind of video cannot be converted."),
    NO_PICTURE("media.no_picture", HttpStatus.UNPROCESSABLE_CONTENT, "This file holds sound but no picture."),
    TOO_LONG("media.too_long", HttpStatus.UNPROCESSABLE_CONTENT, "This video is longer than this platform accepts."),
    TOO_LARGE("media.too_large", HttpStatus.UNPROCESSABLE_CONTENT, "The picture is larger than this platform accepts."),
    CONVERSION_FAILED(
            "media.conversion_failed",
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The conversion failed through no fault of the file; it can be tried again."),
    DISK_FULL(
            "transcode.disk_full",
            HttpStatus.SERVICE_UNAVAILABLE,
            "The disk on which segments are made is full; the work waits until it is not."),
    SOURCE_GONE(
            "media.source_gone",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The uploaded file was changed or removed before it was converted; upload it again.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    TranscodeProblem(String code, HttpStatus status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** Whether a lesson can fail with it. */
    public boolean endsLessons() {
        return code.startsWith("media.");
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
