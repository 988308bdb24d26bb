package dev.estrade.support.playbacktoken;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** How a playback token is refused, at the gateway and at playback-service alike. */
public enum PlaybackTokenProblem implements ProblemCode {
    TOKEN_MISSING("playback.token_missing", "This path needs a playback token."),
    REFERRER_REFUSED("playback.referrer_refused", "Lessons do not play on this page."),
    TOKEN_INVALID("playback.token_invalid", "This playback token does not open this path.");

    private final String code;
    private final String title;

    PlaybackTokenProblem(String code, String title) {
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
