package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What queries name, by Prometheus' own grammar (testing/browser/promql). */
final class Promql {
    private static final Path FOLDER = Path.of(System.getProperty("estrade.root"), "testing", "browser");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What Prometheus adds to whatever it scrapes. */
    private static final Set<String> OF_TARGETS =
            Set.of("job", "instance", "namespace", "pod", "service", "container", "endpoint");

    private Promql() {}

    /** @param error null if it can be read */
    record Query(
            @Nullable String error,
            @Nullable List<Selector> metrics,
            @Nullable List<String> grouped) {}

    record Selector(String name, List<Matching> matchers) {}

    record Matching(String label, String op, String value) {}

    static List<Query> read(List<String> queries) throws IOException, InterruptedException {
        Process reader = new ProcessBuilder("node", "promql/read.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Grafana's own variable, which becomes a duration.
        String text = JSON.writeValueAsString(queries).replace("$__rate_interval", "5m");
        try (OutputStream in = reader.getOutputStream()) {
            in.write(text.getBytes(UTF_8));
        }
        String answer = new String(reader.getInputStream().readAllBytes(), UTF_8);
        if (reader.waitFor() != 0) {
            throw new IllegalStateException("promql/read.mjs failed");
        }
        return List.of(JSON.readValue(answer, Query[].class));
    }

    /** @param known what there is @return what this query names and there is not */
    static List<String> faults(Query query, Scrape known) {
        if (query.error() != null || query.metrics() == null || query.grouped() == null) {
            return List.of(String.valueOf(query.error()));
        }
        List<String> faults = new ArrayList<>();
        for (Selector metric : query.metrics()) {
            faults.addAll(faults(metric, known));
        }
        for (String label : query.grouped()) {
            boolean there = OF_TARGETS.contains(label)
                    || query.metrics().stream()
                            .anyMatch(metric ->
                                    !known.values(metric.name(), label).isEmpty());
            if (!there) {
                faults.add("by (" + label + ")");
            }
        }
        return faults;
    }

    private static List<String> faults(Selector metric, Scrape known) {
        if (metric.name().equals(Watched.UP)) {
            return List.of();
        }
        if (!known.has(metric.name())) {
            return List.of(metric.name());
        }
        return metric.matchers().stream()
                .filter(matching -> !OF_TARGETS.contains(matching.label()))
                .filter(matching -> {
                    Set<String> values = known.values(metric.name(), matching.label());
                    return values.isEmpty() || matching.op().equals("=") && !values.contains(matching.value());
                })
                .map(matching -> metric.name() + "{" + matching.label() + matching.op() + matching.value() + "}")
                .toList();
    }
}
