package dev.estrade.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a stack keeps what is its own, whether it runs or has ended. */
record Home(Path folder) {
    static final Path TARGET = Path.of(System.getProperty("estrade.root"), "testing", "e2e", "target");

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
}
