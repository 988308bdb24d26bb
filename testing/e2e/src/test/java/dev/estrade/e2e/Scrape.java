package dev.estrade.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Prometheus would read, by name. */
record Scrape(Map<String, List<Map<String, String>>> series) {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** @param text in Prometheus' text format */
    static Scrape of(String text) {
        Map<String, List<Map<String, String>>> series = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                series.computeIfAbsent(matcher.group(1), name -> new ArrayList<>())
                        .add(labels(matcher.group(2) == null ? "" : matcher.group(2)));
            }
        });
        return new Scrape(series);
    }

    Scrape and(Scrape other) {
        Map<String, List<Map<String, String>>> both = new HashMap<>(series);
        other.series.forEach((name, labels) -> both.merge(
                name, labels, (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        return new Scrape(both);
    }

    Set<String> names() {
        return new TreeSet<>(series.keySet());
    }

    boolean has(String name) {
        return series.containsKey(name);
    }

    /** What this label of this metric is; empty if it has no such label. */
    Set<String> values(String name, String label) {
        Set<String> values = new TreeSet<>();
        series.getOrDefault(name, List.of())
                .forEach(labels ->
                        values.addAll(labels.containsKey(label) ? Set.of(labels.getOrDefault(label, "")) : Set.of()));
        return values;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher matcher = LABEL.matcher(text);
        while (matcher.find()) {
            labels.put(matcher.group(1), matcher.group(2));
        }
        return labels;
    }
}
