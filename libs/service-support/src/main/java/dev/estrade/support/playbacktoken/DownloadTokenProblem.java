package dev.estrade.support.playbacktoken;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** How a download token is refused, at the gateway and at playback-service alike. */
public enum DownloadTokenProblem implements ProblemCode {
    TOKEN_MISSING("download.token_missing", "This path needs a download token."),
    TOKEN_INVALID("download.token_invalid", "This download token does not open this path.");

    private final String code;
    private final String title;

    DownloadTokenProblem(String code, String title) {
        this.code = code;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.FORBIDDEN;
    }

    @Override
    public String title() {
        return title;
    }
}
