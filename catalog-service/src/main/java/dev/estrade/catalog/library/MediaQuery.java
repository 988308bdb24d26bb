package dev.estrade.catalog.library;

import dev.estrade.catalog.library.MediaItem.Kind;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final int LONGEST_TEXT = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    /** @throws ProblemException {@code request.invalid} that names each faulty parameter */
    static MediaQuery of(@Nullable String ownerId, MultiValueMap<String, String> query) {
        List<FieldProblem> faults = new ArrayList<>();
        MediaQuery read = new MediaQuery(
                ownerId,
                read(query, "kind", faults, Kind::named),
                read(query, "q", faults, text -> Optional.of(text.strip()).filter(t -> t.length() <= LONGEST_TEXT)),
                Optional.ofNullable(read(query, "limit", faults, MediaQuery::limit))
                        .orElse(USUAL),
                read(query, "cursor", faults, Cursor::parse));
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
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
        if (text != null && !text.isEmpty()) {
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

    private static <T> @Nullable T read(
            MultiValueMap<String, String> query,
            String name,
            List<FieldProblem> faults,
            Function<String, Optional<T>> parser) {
        @Nullable List<String> values = query.get(name);
        if (values == null) {
            return null;
        }
        Optional<T> value = values.size() == 1 ? parser.apply(String.valueOf(values.get(0))) : Optional.empty();
        if (value.isEmpty()) {
            faults.add(new FieldProblem(name, "field.invalid", "is not of the documented form"));
        }
        return value.orElse(null);
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= MOST);
    }
}
