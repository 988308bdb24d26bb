package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTests {
    private static final Instant THEN = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(folder.resolve("logs"));
        Files.write(
                folder.resolve("logs/upload-service.log"),
                List.of(
                        entry("11:59:59Z", "ERROR", "before"),
                        entry("12:00:01Z", "WARN", "no error"),
                        entry("12:00:02Z", "ERROR", "first"),
                        entry("12:00:03Z", "ERROR", "second"),
                        "{\"@timestamp\":\"2026-01-01T12:00:04",
                        "# A fatal error has been detected by the Java Runtime Environment: " + "x".repeat(1000)));
    }

    @Test
    void findsTheLastErrors() {
        assertThat(new Home(folder).errorsSince(THEN, 5))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("upload-service.log: {")
                                .contains("first"),
                        second -> assertThat(second).contains("second"));
        assertThat(new Home(folder).errorsSince(THEN, 1))
                .singleElement()
                .asString()
                .contains("second");
    }

    @Test
    void showsTheLastLinesWhateverTheyAre() {
        assertThat(new Home(folder).lastOf("upload-service", 2))
                .satisfiesExactly(
                        half -> assertThat(half).startsWith("{"),
                        fatal -> assertThat(fatal).startsWith("# A fatal error").hasSizeLessThan(700));
    }

    private static String entry(String time, String level, String message) {
        return "{\"@timestamp\":\"2026-01-01T%s\",\"log\":{\"level\":\"%s\"},\"message\":\"%s\"}"
                .formatted(time, level, message);
    }
}
