package dev.estrade.playback;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that playback-service adds. */
public enum PlaybackProblem implements ProblemCode {
    LESSON_UNKNOWN("playback.lesson_unknown", HttpStatus.NOT_FOUND, "There is no such lesson."),
    LESSON_FAILED("playback.lesson_failed", HttpStatus.CONFLICT, "The lesson's video could not be converted."),
    MEDIA_UNKNOWN("playback.media_unknown", HttpStatus.NOT_FOUND, "There is no such saved file."),
    PRESENTATION_UNKNOWN("playback.presentation_unknown", HttpStatus.NOT_FOUND, "There is no presentation here."),
    NOT_READY("playback.not_ready", HttpStatus.NOT_FOUND, "This is being converted."),
    ORIGINAL_UNKNOWN("download.unknown", HttpStatus.NOT_FOUND, "There is no such original."),
    ORIGINAL_AMBIGUOUS("download.ambiguous", HttpStatus.CONFLICT, "Several originals bear this name."),
    RATE_LIMITED("playback.rate_limited", HttpStatus.TOO_MANY_REQUESTS, "Too many tokens for this user."),
    RANGE_NOT_SATISFIABLE(
            "playback.range_not_satisfiable",
            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            "The file does not have these bytes."),
    REVOKED("playback.revoked", HttpStatus.GONE, "The right to play this was revoked.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    PlaybackProblem(String code, HttpStatus status, String title) {
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
