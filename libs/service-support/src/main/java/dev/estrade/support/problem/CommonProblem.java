package dev.estrade.support.problem;

import org.springframework.http.HttpStatus;

/** The codes that any service, and the gateway itself, may answer. */
public enum CommonProblem implements ProblemCode {
    MALFORMED("request.malformed", HttpStatus.BAD_REQUEST, "The request cannot be read."),
    INVALID("request.invalid", HttpStatus.BAD_REQUEST, "The request has missing or wrong fields."),
    UNAUTHENTICATED("auth.unauthenticated", HttpStatus.UNAUTHORIZED, "A valid access token is needed."),
    FORBIDDEN("auth.forbidden", HttpStatus.FORBIDDEN, "The caller may not do this."),
    NOT_FOUND("resource.not_found", HttpStatus.NOT_FOUND, "There is nothing here."),
    METHOD_NOT_ALLOWED("request.method_not_allowed", HttpStatus.METHOD_NOT_ALLOWED, "This method does not apply here."),
    NOT_ACCEPTABLE("request.not_acceptable", HttpStatus.NOT_ACCEPTABLE, "The answer exists in no accepted form."),
    CONFLICT("resource.conflict", HttpStatus.CONFLICT, "Somebody else changed this at the same moment."),
    TOO_LARGE("request.too_large", HttpStatus.CONTENT_TOO_LARGE, "The request is too large."),
    UNSUPPORTED_TYPE(
            "request.unsupported_type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This Content-Type is not supported here."),
    KEY_REUSED(
            "idempotency.key_reused",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "This Idempotency-Key was used for another request."),
    KEY_IN_FLIGHT(
            "idempotency.in_flight", HttpStatus.CONFLICT, "The first request with this Idempotency-Key still runs."),
    TOO_MANY_STREAMS("stream.limit_reached", HttpStatus.TOO_MANY_REQUESTS, "Too many streams are open for this user."),
    UNAVAILABLE("dependency.unavailable", HttpStatus.SERVICE_UNAVAILABLE, "A part of the platform is down."),
    INTERNAL("internal.error", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    CommonProblem(String code, HttpStatus status, String title) {
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
