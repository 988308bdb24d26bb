package dev.estrade.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/operations.md that name metrics and spans. */
final class Watched {
    static final List<String> SERVICES = List.of(
            "gateway",
            "catalog-service",
            "upload-service",
            "transcode-service",
            "playback-service",
            "generation-service");

    /** Prometheus' own, which no service publishes. */
    static final String UP = "up";

    private static final Path PAGE = Path.of(System.getProperty("estrade.root"), "docs", "operations.md");
    private static final Pattern METRIC = Pattern.compile("`([a-z0-9_]+)(?:\\{([^}]*)})?`");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private Watched() {}

    record Metric(String name, List<String> labels, List<String> services) {}

    record Span(String name, String service, List<String> attributes) {}

    static List<Metric> metrics() {
        return rows("metric")
                .map(cells -> {
                    Matcher matcher = METRIC.matcher(cells.get(0));
                    if (!matcher.matches()) {
                        throw new IllegalStateException("No metric: " + cells.get(0));
                    }
                    String labels = matcher.group(2) == null ? "" : matcher.group(2);
                    return new Metric(matcher.group(1), list(labels), services(cells.get(1)));
                })
                .filter(metric -> !metric.name().equals(UP))
                .toList();
    }

    static List<Span> spans() {
        return rows("span")
                .flatMap(cells -> services(cells.get(1)).stream()
                        .map(service -> new Span(quoted(cells.get(0)).get(0), service, always(cells.get(2)))))
                .toList();
    }

    /** As GitHub makes them of headings. */
    static List<String> anchors() {
        return lines().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /** What stands behind "of video" is there sometimes. */
    private static List<String> always(String cell) {
        return quoted(cell.replaceFirst(";.*", ""));
    }

    private static List<String> services(String cell) {
        return cell.equals("all") ? SERVICES : list(cell);
    }

    private static List<String> quoted(String cell) {
        return NAME.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** Of the table whose first heading this is. */
    private static Stream<List<String>> rows(String heading) {
        return lines().dropWhile(line -> !line.startsWith("| " + heading + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .skip(1)
                        .map(String::strip)
                        .toList());
    }

    private static Stream<String> lines() {
        try {
            return Files.readAllLines(PAGE).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By service. */
    static Map<String, Scrape> scrapes(Stack stack) {
        return stack.metrics().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        at -> Scrape.of(stack.anonymous()
                                .send("GET", at.getValue().toString(), BodyPublishers.noBody(), Map.of())
                                .expect(200)
                                .text()),
                        Scrape::and,
                        TreeMap::new));
    }
}
