package dev.estrade.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of settings in docs/operations.md, and the variables that the services' application.yml read. */
class SettingsTests {
    private static final List<String> SERVICES =
            List.of("gateway", "catalog", "upload", "transcode", "playback", "generation");
    private static final List<String> BEHIND = SERVICES.subList(1, SERVICES.size());
    private static final String SHARED = "libs/service-support/src/main/resources/";

    /** {@code ${NAME}} or {@code ${NAME:default}} with no other one inside. */
    private static final Pattern INNERMOST = Pattern.compile("\\$\\{([^${}:]+)(?::([^${}]*))?}");

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]+");

    /** What stands in the files: the default by each service that reads a variable. */
    private final Map<String, Map<String, String>> read = new TreeMap<>();

    private final Map<String, List<String>> rows = new TreeMap<>();

    SettingsTests() {
        readAll(SHARED + "estrade-web.yml", SERVICES);
        readAll(SHARED + "estrade-service.yml", BEHIND);
        for (String service : SERVICES) {
            String module = service.equals("gateway") ? service : service + "-service";
            readAll(module + "/src/main/resources/application.yml", List.of(service));
        }
        Document.read("docs/operations.md").rows("## Settings").forEach(row -> rows.put(plain(row.get(0)), row));
    }

    @Test
    void areAllInTheTableAndNothingElseIs() {
        assertThat(rows.keySet()).hasSizeGreaterThan(50).isEqualTo(read.keySet());
    }

    @Test
    void haveTheDefaultsThatTheTableSays() {
        read.forEach((name, defaults) -> assertThat(defaults.values())
                .as(name)
                .allSatisfy(value -> assertThat(said(name)).isIn(value, "by service")));
    }

    @Test
    void areReadByTheServicesThatTheTableSays() {
        read.forEach((name, defaults) ->
                assertThat(services(row(name).get(2))).as(name).isEqualTo(defaults.keySet()));
    }

    private List<String> row(String name) {
        return rows.getOrDefault(name, List.of(name, "", "", ""));
    }

    private String said(String name) {
        String cell = plain(row(name).get(1));
        return cell.equals("none") ? "" : cell.replace("${", "<").replace("}", ">");
    }

    private static TreeSet<String> services(String cell) {
        return new TreeSet<>(
                switch (cell) {
                    case "all" -> SERVICES;
                    case "all but gateway" -> BEHIND;
                    default -> List.of(cell.split(", ", -1));
                });
    }

    /** From the inside out, so that a default that is a variable itself is what that one is without being set. */
    private void readAll(String file, List<String> services) {
        List<String> lines = new ArrayList<>(Document.read(file).lines());
        lines.removeIf(line -> line.strip().startsWith("#"));
        String text = String.join("\n", lines);
        for (Matcher found = INNERMOST.matcher(text); found.find(); found = INNERMOST.matcher(text)) {
            text = found.replaceAll(one -> Matcher.quoteReplacement(resolved(one, services)));
        }
    }

    private String resolved(MatchResult found, List<String> services) {
        String name = found.group(1);
        if (!VARIABLE.matcher(name).matches()) {
            return "<" + name + ">";
        }
        String value = found.group(2) == null ? "" : found.group(2);
        String kept = value.startsWith("<estrade.ports.") ? "by service" : value;
        services.forEach(
                service -> read.computeIfAbsent(name, key -> new TreeMap<>()).put(service, kept));
        return value;
    }

    private static String plain(String cell) {
        return cell.replace("`", "");
    }
}
