package dev.estrade.support.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.List;

/** The body of every error answer, as RFC 9457 has it, with this house's three members. */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @JsonProperty("trace_id") String traceId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> errors) {

    private static final String TYPE_PREFIX = "https://estrade.dev/errors/";

    static Problem of(ProblemException thrown, String instance, String traceId) {
        ProblemCode code = thrown.code();
        String detail = code == CommonProblem.INTERNAL ? code.title() : thrown.detail();
        return new Problem(
                TYPE_PREFIX + code.code(),
                code.title(),
                code.status().value(),
                detail,
                instance,
                code.code(),
                traceId,
                thrown.errors());
    }
}
