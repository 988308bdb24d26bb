package dev.estrade.test.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rows of docs/errors.md, and the codes that a text names in backquotes. */
final class ErrorCodes {
    private static final Pattern NAMED = Pattern.compile("`([a-z]+\\.[a-z_]+)`");

    private final List<Row> rows;

    private ErrorCodes(List<Row> rows) {
        this.rows = rows;
    }

    /** @param services who answers it, or {@code all} */
    record Row(String code, int status, Set<String> services, String meaning) {
        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                    .map(String::strip)
                    .toList();
            return new Row(
                    cells.get(1).replace("`", ""),
                    Integer.parseInt(cells.get(2)),
                    Set.of(cells.get(3).split(", ")),
                    cells.get(4));
        }

        boolean isOf(String service) {
            return services.contains(service) || services.contains("all");
        }
    }

    static ErrorCodes read() {
        Path table = Path.of(System.getProperty("estrade.root"), "docs", "errors.md");
        try (var lines = Files.lines(table)) {
            return new ErrorCodes(
                    lines.filter(line -> line.startsWith("| `")).map(Row::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** In the order in which they stand; settings and fields are no codes. */
    Set<String> namedIn(String text) {
        Set<String> known = rows.stream().map(Row::code).collect(Collectors.toSet());
        return NAMED.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .filter(known::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What a service means by a code; another service's words where it passes that one's on. */
    Row of(String code, String service) {
        List<Row> found = rows.stream().filter(row -> row.code().equals(code)).toList();
        return found.stream()
                .filter(row -> row.isOf(service))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("docs/errors.md has no " + code));
    }
}
