package dev.estrade.generation.submission;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code POST /api/{images|videos}/generate}: a prompt, and whatever the backend understands besides.
 *
 * @param userId whose job it is; a {@code service} or an admin names somebody else
 * @param json the whole of it
 */
record GenerateRequest(@Nullable String userId, String prompt, String json) {
    static final int LONGEST_PROMPT = 10_000;
    /** Characters of JSON: it is kept with the job. */
    static final int LONGEST = 65_536;

    /** @throws ProblemException {@code request.invalid} that names each fault */
    static GenerateRequest of(JsonNode body) {
        if (!body.isObject()) {
            throw ProblemException.of(CommonProblem.MALFORMED, "The body must be a JSON object.");
        }
        List<FieldProblem> faults = faults(body.path("prompt"), body.path("user_id"));
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        String json = body.toString();
        if (json.length() > LONGEST) {
            throw ProblemException.of(CommonProblem.TOO_LARGE, "The request has up to " + LONGEST + " characters.");
        }
        JsonNode user = body.path("user_id");
        return new GenerateRequest(
                user.isString() ? user.asString() : null, body.path("prompt").asString(), json);
    }

    private static List<FieldProblem> faults(JsonNode prompt, JsonNode user) {
        List<FieldProblem> faults = new ArrayList<>();
        if (!prompt.isString() || prompt.asString().isBlank()) {
            faults.add(new FieldProblem("prompt", "field.required", "says what is to be made."));
        } else if (prompt.asString().length() > LONGEST_PROMPT) {
            faults.add(new FieldProblem("prompt", "field.size", "has up to " + LONGEST_PROMPT + " characters."));
        }
        if (!user.isMissingNode() && !user.isNull() && !user.isString()) {
            faults.add(new FieldProblem("user_id", "field.invalid", "is a text."));
        }
        return faults;
    }
}
