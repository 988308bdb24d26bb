package dev.estrade.support.problem;

import org.springframework.http.HttpStatus;

/** A row of docs/errors.md. Services implement it as an enum, so that a test can list every code that exists. */
public interface ProblemCode {
    /** Stable, dotted, such as {@code upload.not_completed}. */
    String code();

    HttpStatus status();

    /** A short sentence that does not change from one occurrence to the next. */
    String title();
}
