package dev.estrade.gateway;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that the gateway adds. */
public enum GatewayProblem implements ProblemCode {
    ORIGIN_REFUSED("request.origin_refused", HttpStatus.FORBIDDEN, "Pages of this origin may not call."),
    RATE_LIMITED("request.rate_limited", HttpStatus.TOO_MANY_REQUESTS, "Too many requests at once.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    GatewayProblem(String code, HttpStatus status, String title) {
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
