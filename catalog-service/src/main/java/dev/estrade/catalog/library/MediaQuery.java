package dev.estrade.catalog.library;

import dev.estrade.catalog.library.MediaItem.Kind;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.page.QueryReader;
import dev.estrade.support.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.util.MultiValueMap;

/**
 * The query of {@code GET /api/media}.
 *
 * @param ownerId null for everybody's
 * @param text that title or description has, in whatever case
 * @param limit items on a page, 1 to 100
 * @param after where the page before ended
 */
record MediaQuery(
        @Nullable String ownerId,
        @Nullable Kind kind,
        @Nullable String text,
        int limit,
        @Nullable Cursor after) {

    /** @throws ProblemException {@code request.invalid} that names each faulty parameter */
    static MediaQuery of(@Nullable String ownerId, MultiValueMap<String, String> query) {
        QueryReader reader = new QueryReader(query);
        MediaQuery read = new MediaQuery(
                ownerId, reader.read("kind", Kind::named), reader.text(), reader.limit(), reader.cursor());
        reader.requireFaultless();
        return read;
    }

    Criteria criteria() {
        List<Criteria> all = new ArrayList<>(List.of(Criteria.where("deletedAt").isNull()));
        if (ownerId != null) {
            all.add(Criteria.where("ownerId").is(ownerId));
        }
        if (kind != null) {
            all.add(Criteria.where("saved.kind").is(kind));
        }
        if (text != null) {
            String literal = Pattern.quote(text);
            all.add(new Criteria()
                    .orOperator(
                            Criteria.where("saved.title").regex(literal, "i"),
                            Criteria.where("saved.description").regex(literal, "i")));
        }
        if (after != null) {
            all.add(after.criteria());
        }
        return new Criteria().andOperator(all);
    }
}
