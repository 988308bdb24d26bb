package dev.estrade.generation.job;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** What a job makes. */
public enum Kind {
    IMAGE,
    VIDEO;

    /** In events, and in the names of webhooks: {@code image}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In paths: {@code images}. */
    public String plural() {
        return text() + "s";
    }

    /** @param plural as paths have it; anything else is {@code resource.not_found} */
    public static Kind ofPath(String plural) {
        return Arrays.stream(values())
                .filter(kind -> kind.plural().equals(plural))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title()));
    }

    /** @param text as in the names of webhooks; anything else is {@code resource.not_found} */
    public static Kind named(String text) {
        return ofPath(text + "s");
    }
}
