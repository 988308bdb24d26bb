package dev.estrade.support.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that becomes an answer: a code, this occurrence's detail, the faulty fields, when to try again.
 *
 * <p>One final class with an enum of codes per service instead of an exception class per code: the enum can be listed
 * by the test that keeps docs/errors.md true.
 */
public final class ProblemException extends RuntimeException {
    private final transient ProblemCode code;
    private final transient List<FieldProblem> errors;
    private final transient @Nullable Duration retryAfter;

    private ProblemException(
            ProblemCode code, String detail, List<FieldProblem> errors, @Nullable Duration retryAfter) {
        super(detail);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(code, detail, List.of(), null);
    }

    public ProblemException withErrors(List<FieldProblem> faults) {
        return causedBy(new ProblemException(code, detail(), faults, retryAfter));
    }

    public ProblemException retryAfter(Duration delay) {
        return causedBy(new ProblemException(code, detail(), errors, delay));
    }

    public ProblemException withCause(Throwable cause) {
        initCause(cause);
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    private ProblemException causedBy(ProblemException copy) {
        if (getCause() != null) {
            copy.initCause(getCause());
        }
        return copy;
    }

    /** @param field the JSON path of the fault, such as {@code modules[1].videos[0].videoId} */
    public record FieldProblem(String field, String code, String detail) {}
}
