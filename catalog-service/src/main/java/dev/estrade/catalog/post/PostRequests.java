package dev.estrade.catalog.post;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The small bodies. */
final class PostRequests {
    static final int LONGEST_POST = 5000;
    static final int LONGEST_MESSAGE = 1000;

    private PostRequests() {}

    record Text(@Nullable String content, @Nullable String userId) {

        /** Stripped. @throws ProblemException {@code request.invalid} */
        String checked(int longest) {
            if (content == null || content.isBlank()) {
                throw invalid("content", "field.required", "There is something to say.");
            }
            if (content.length() > longest) {
                throw invalid("content", "field.size", "Up to " + longest + " characters are taken.");
            }
            return content.strip();
        }
    }

    record Presence(@Nullable String action, @Nullable String userId) {

        /** @throws ProblemException {@code request.invalid} */
        Action checked() {
            return switch (String.valueOf(action)) {
                case "join", "heartbeat" -> Action.WATCH;
                case "leave" -> Action.LEAVE;
                default -> throw invalid("action", "field.invalid", "The action is join, heartbeat or leave.");
            };
        }
    }

    enum Action {
        WATCH,
        LEAVE
    }

    static ProblemException invalid(String field, String code, String detail) {
        return ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                .withErrors(List.of(new FieldProblem(field, code, detail)));
    }
}
