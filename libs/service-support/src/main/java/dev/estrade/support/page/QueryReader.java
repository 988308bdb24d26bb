package dev.estrade.support.page;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads the parameters of a list's query and keeps what is wrong with each, so that one answer names them all. */
public final class QueryReader {
    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final int LONGEST_TEXT = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    private final MultiValueMap<String, String> query;
    private final List<FieldProblem> faults = new ArrayList<>();

    public QueryReader(MultiValueMap<String, String> query) {
        this.query = query;
    }

    /** Null if the query does not have it, or not in this form; the latter is remembered. */
    public <T> @Nullable T read(String name, Function<String, Optional<T>> parser) {
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

    /** {@code q}: what is searched for, stripped; null for nothing. */
    public @Nullable String text() {
        String text = read("q", value -> Optional.of(value.strip()).filter(t -> t.length() <= LONGEST_TEXT));
        return text == null || text.isEmpty() ? null : text;
    }

    /** {@code limit}: items on a page, 1 to 100. */
    public int limit() {
        return Optional.ofNullable(read("limit", QueryReader::number)).orElse(USUAL);
    }

    /** {@code cursor}: where the page before ended. */
    public @Nullable Cursor cursor() {
        return read("cursor", Cursor::parse);
    }

    /** @throws ProblemException {@code request.invalid} that names each faulty parameter */
    public void requireFaultless() {
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= MOST);
    }
}
