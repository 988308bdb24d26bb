package dev.estrade.gateway;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that the gateway adds. */
public enum GatewayProblem implements ProblemCode {
    ORIGIN_REFUSED("request.origin_refused", "Pages of this origin may not call.");

    private final String code;
    private final String title;

    GatewayProblem(String code, String title) {
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
