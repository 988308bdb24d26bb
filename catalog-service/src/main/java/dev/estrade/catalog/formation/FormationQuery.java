package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Life.State;
import dev.estrade.support.page.Cursor;
import dev.estrade.support.page.QueryReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.util.MultiValueMap;

/**
 * The query of {@code GET /api/formations}.
 *
 * @param visible what the caller may see
 * @param trainerId only this trainer's; null for everybody's
 * @param text that title or description has, in whatever case
 * @param limit items on a page, 1 to 100
 * @param after where the page before ended
 */
record FormationQuery(
        Criteria visible,
        @Nullable String trainerId,
        @Nullable String text,
        int limit,
        @Nullable Cursor after) {

    /** Everything that exists for people, or is about to. */
    static Criteria all() {
        return Criteria.where("life.state").in(State.WHOLE, State.SUBMITTED);
    }

    /** A person's own, and what is published of those in which he is enrolled. */
    static Criteria visibleTo(String userId, Collection<String> enrolledIn) {
        Criteria own = Criteria.where("ownerId").is(userId).and("life.state").in(State.WHOLE, State.SUBMITTED);
        Criteria offered = Criteria.where("_id")
                .in(enrolledIn)
                .and("life.state")
                .is(State.WHOLE)
                .and("content.published")
                .is(true);
        return new Criteria().orOperator(own, offered);
    }

    /** @throws dev.estrade.support.problem.ProblemException {@code request.invalid} that names each faulty parameter */
    static FormationQuery of(Criteria visible, MultiValueMap<String, String> query) {
        QueryReader reader = new QueryReader(query);
        FormationQuery read = new FormationQuery(
                visible,
                reader.read("trainer_id", id -> Optional.of(id).filter(text -> !text.isBlank())),
                reader.text(),
                reader.limit(),
                reader.cursor());
        reader.requireFaultless();
        return read;
    }

    Criteria criteria() {
        List<Criteria> all = new ArrayList<>(List.of(visible));
        if (trainerId != null) {
            all.add(Criteria.where("ownerId").is(trainerId));
        }
        if (text != null) {
            String literal = Pattern.quote(text);
            all.add(new Criteria()
                    .orOperator(
                            Criteria.where("content.title").regex(literal, "i"),
                            Criteria.where("content.description").regex(literal, "i"),
                            Criteria.where("life.state")
                                    .is(State.SUBMITTED)
                                    .and("draft.content.title")
                                    .regex(literal, "i")));
        }
        if (after != null) {
            all.add(after.criteria(Formations.CREATED_AT));
        }
        return new Criteria().andOperator(all);
    }
}
