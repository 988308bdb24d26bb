package dev.estrade.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a stack keeps what is its own, whether it runs or has ended. */
record Home(Path folder) {
    static final Path TARGET = Path.of(System.getProperty("estrade.root"), "testing", "e2e", "target");

    private static final int LONGEST = 600;

    /** Of every JVM that has run tests. */
    static List<Home> all() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> Files.exists(file.resolve("secrets.properties")))
                    .map(Home::new)
                    .toList();
        }
    }

    /** Of all services, of this run and, after a crash, of those before. */
    List<Path> logs() {
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines that a service, or the stack itself, has written; cut where they are very long. */
    List<String> lastOf(String name, int most) {
        List<String> lines = lines(folder.resolve("logs").resolve(name + ".log"));
        return lines.subList(Math.max(0, lines.size() - most), lines.size()).stream()
                .map(Home::cut)
                .toList();
    }

    /** What any service has called an error since then; of each the last ones. */
    List<String> errorsSince(Instant then, int most) {
        return logs().stream()
                .flatMap(log -> {
                    List<String> errors = lines(log).stream()
                            .filter(line -> isErrorSince(then, line))
                            .map(line -> log.getFileName() + ": " + cut(line))
                            .toList();
                    return errors.subList(Math.max(0, errors.size() - most), errors.size()).stream();
                })
                .toList();
    }

    private static boolean isErrorSince(Instant then, String line) {
        if (!line.startsWith("{")) {
            return false;
        }
        try {
            JsonNode entry = JsonMapper.shared().readTree(line);
            return entry.at("/log/level").asString("").equals("ERROR")
                    && Instant.parse(entry.path("@timestamp").asString()).isAfter(then);
        } catch (JacksonException halfALine) {
            return false;
        }
    }

    /** Bytes that are no UTF-8 are no reason to see nothing. */
    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cut(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
