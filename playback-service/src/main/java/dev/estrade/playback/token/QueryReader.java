package dev.estrade.playback.token;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads the query of a request for a token, and remembers each faulty parameter. */
public final class QueryReader {
    private static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofSeconds(3600);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final MultiValueMap<String, String> query;
    private final List<FieldProblem> faults = new ArrayList<>();

    public QueryReader(MultiValueMap<String, String> query) {
        this.query = query;
    }

    /** @return empty if it is missing or faulty, and then remembered */
    <T> Optional<T> required(String name, Function<String, Optional<T>> parser) {
        if (!query.containsKey(name)) {
            faults.add(new FieldProblem(name, "field.required", "is missing"));
        }
        return optional(name, parser);
    }

    /** @return empty if it is missing, or if it is faulty, and then remembered */
    public <T> Optional<T> optional(String name, Function<String, Optional<T>> parser) {
        @Nullable List<String> values = query.get(name);
        if (values == null) {
            return Optional.empty();
        }
        Optional<T> value = values.size() == 1 ? parser.apply(String.valueOf(values.get(0))) : Optional.empty();
        if (value.isEmpty()) {
            faults.add(new FieldProblem(name, "field.invalid", "is not of the documented form"));
        }
        return value;
    }

    /** How long a token lives, 1 minute to 1 hour. */
    public Duration ttl(Duration unlessAsked) {
        return clamped(optional("ttl", QueryReader::seconds).orElse(unlessAsked));
    }

    /** @throws ProblemException {@code request.invalid} that names each faulty parameter */
    public void requireNoFault() {
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
    }

    private static Optional<Duration> seconds(String text) {
        return WHOLE_NUMBER.matcher(text).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }

    private static Duration clamped(Duration ttl) {
        if (ttl.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return ttl.compareTo(LONGEST) > 0 ? LONGEST : ttl;
    }
}
