package dev.estrade.catalog.webhook;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/webhook-endpoints}. */
record EndpointRequest(@Nullable String url, @Nullable List<@Nullable String> events) {
    private static final int LONGEST_URL = 2048;

    /** What it asks for, in the types of this package. */
    record Checked(URI url, Set<Fact.Type> events) {}

    /** @throws ProblemException {@code request.invalid} that names each fault by its JSON path */
    Checked checked() {
        List<FieldProblem> faults = new ArrayList<>();
        Optional<URI> target = target(faults);
        Set<Fact.Type> types = types(faults);
        if (target.isEmpty() || !faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        return new Checked(target.get(), types);
    }

    private Optional<URI> target(List<FieldProblem> faults) {
        if (url == null || url.isBlank()) {
            faults.add(new FieldProblem("url", "field.required", "is missing"));
            return Optional.empty();
        }
        try {
            if (url.length() <= LONGEST_URL) {
                return Optional.of(new URI(url));
            }
        } catch (URISyntaxException e) {
            // The same answer as for one that is too long.
        }
        faults.add(new FieldProblem("url", "field.invalid", "is no URL of at most " + LONGEST_URL + " characters"));
        return Optional.empty();
    }

    private Set<Fact.Type> types(List<FieldProblem> faults) {
        Set<Fact.Type> types = EnumSet.noneOf(Fact.Type.class);
        if (events == null || events.isEmpty()) {
            faults.add(new FieldProblem("events", "field.required", "is missing or empty"));
            return types;
        }
        for (int i = 0; i < events.size(); i++) {
            Optional<Fact.Type> type = Optional.ofNullable(events.get(i)).flatMap(Fact.Type::named);
            if (type.isEmpty()) {
                faults.add(new FieldProblem("events[" + i + "]", "field.invalid", "is no event that there is"));
            }
            type.ifPresent(types::add);
        }
        return types;
    }
}
