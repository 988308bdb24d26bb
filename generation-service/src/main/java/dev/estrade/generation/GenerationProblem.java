package dev.estrade.generation;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that generation-service adds: in answers, and in the {@code error} and {@code waiting} of jobs. */
public enum GenerationProblem implements ProblemCode {
    BACKEND_FAILED("generation.backend_failed", HttpStatus.UNPROCESSABLE_CONTENT, "The backend could not make it."),
    BACKEND_REFUSED(
            "generation.backend_refused", HttpStatus.UNPROCESSABLE_CONTENT, "The backend does not take this request."),
    BACKEND_UNAVAILABLE(
            "generation.backend_unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The backend does not answer now."),
    CANCELLED("generation.cancelled", HttpStatus.CONFLICT, "The job was cancelled."),
    FAILED("generation.failed", HttpStatus.CONFLICT, "The job has failed."),
    LIMIT_REACHED(
            "generation.limit_reached", HttpStatus.TOO_MANY_REQUESTS, "Too many jobs of this user run at the moment."),
    NOT_COMPLETED("generation.not_completed", HttpStatus.CONFLICT, "The job has no result yet."),
    RATE_LIMITED("generation.rate_limited", HttpStatus.TOO_MANY_REQUESTS, "Too many jobs for this user."),
    RESULT_MISSING("generation.result_missing", HttpStatus.UNPROCESSABLE_CONTENT, "The backend delivered no result."),
    RESULT_NOT_MEDIA(
            "generation.result_not_media", HttpStatus.UNPROCESSABLE_CONTENT, "A result is not what was asked for."),
    RESULT_REFUSED(
            "generation.result_refused", HttpStatus.UNPROCESSABLE_CONTENT, "A result lies where none is fetched from."),
    RESULT_TOO_LARGE(
            "generation.result_too_large", HttpStatus.UNPROCESSABLE_CONTENT, "A result is larger than is accepted."),
    RESULT_UNREACHABLE(
            "generation.result_unreachable", HttpStatus.UNPROCESSABLE_CONTENT, "A result could not be fetched."),
    SETTLED("generation.settled", HttpStatus.CONFLICT, "The job has ended otherwise."),
    SIGNATURE_INVALID(
            "generation.signature_invalid", HttpStatus.UNAUTHORIZED, "The webhook's signature is missing or wrong."),
    TIMED_OUT("generation.timed_out", HttpStatus.UNPROCESSABLE_CONTENT, "The backend did not finish in time."),
    UNKNOWN("generation.unknown", HttpStatus.NOT_FOUND, "There is no such job for this caller.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    GenerationProblem(String code, HttpStatus status, String title) {
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
