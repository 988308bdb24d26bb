package dev.estrade.support.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shared rows of docs/errors.md; the services' rows are compared in the services. */
class ErrorTableTests {

    @Test
    void documentsExactlyTheSharedCodes() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of(System.getProperty("estrade.root"), "docs", "errors.md")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|", -1))
                        .filter(cells -> cells[3].strip().equals("all"))
                        .map(cells -> cells[1].strip().replace("`", "") + " " + cells[2].strip())
                        .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(CommonProblem.values())
                        .map(code -> code.code() + " " + code.status().value())
                        .toList());
    }
}
