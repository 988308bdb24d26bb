package dev.estrade.catalog;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that catalog-service adds. */
public enum CatalogProblem implements ProblemCode {
    FORMATION_UNKNOWN("formation.unknown", HttpStatus.NOT_FOUND, "There is no such formation for this caller."),
    MEDIA_UNKNOWN("media.unknown", HttpStatus.NOT_FOUND, "There is no such item in this caller's library."),
    NOT_OWNER("formation.not_owner", HttpStatus.FORBIDDEN, "The formation belongs to another trainer."),
    UPLOADS_REFUSED(
            "formation.uploads_refused",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "A video cannot be used, so the formation was not created.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    CatalogProblem(String code, HttpStatus status, String title) {
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
