package dev.estrade.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares docs/errors.md with the codes that exist. */
public final class ErrorTable {
    private ErrorTable() {}

    /**
     * @param service the table's third column
     * @param codes every code that this service adds; the table must have exactly these for it
     */
    public static void documentsExactly(String service, ProblemCode... codes) {
        Set<String> inCode = Arrays.stream(codes)
                .map(code -> code.code() + " " + code.status().value())
                .collect(Collectors.toSet());
        assertThat(rowsOf(service)).isEqualTo(inCode);
    }

    private static Set<String> rowsOf(String service) {
        Path table = Path.of(System.getProperty("estrade.root"), "docs", "errors.md");
        try (var lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|", -1))
                    .filter(cells -> cells[3].strip().equals(service))
                    .map(cells -> cells[1].strip().replace("`", "") + " " + cells[2].strip())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
