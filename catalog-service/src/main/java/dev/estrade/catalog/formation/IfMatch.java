package dev.estrade.catalog.formation;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.support.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The edition of a formation that a change is based on (RFC 9110, section 13.1.1). Lessons' progress changes what a GET
 * shows, but nothing that a PATCH could lose, so the tag counts changes of the content only.
 */
record IfMatch(@Nullable String header) {

    static String tag(Formation formation) {
        return "\"" + formation.life().edition() + "\"";
    }

    /** @throws ProblemException {@code formation.edition_missing} */
    IfMatch required() {
        if (header == null) {
            throw ProblemException.of(
                    CatalogProblem.EDITION_MISSING, "Send the ETag that the change is based on as If-Match.");
        }
        return this;
    }

    /** @throws ProblemException {@code formation.edition_stale}; never without the header */
    void check(Formation formation) {
        if (header != null
                && Arrays.stream(header.split(",")).map(String::strip).noneMatch(tag -> isOf(tag, formation))) {
            throw ProblemException.of(
                    CatalogProblem.EDITION_STALE,
                    "The formation has changed meanwhile: it is at " + tag(formation) + ".");
        }
    }

    private static boolean isOf(String tag, Formation formation) {
        return tag.equals("*") || tag.equals(tag(formation));
    }
}
