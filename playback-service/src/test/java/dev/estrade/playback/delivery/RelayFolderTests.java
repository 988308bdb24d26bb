package dev.estrade.playback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayFolderTests {
    private static final long NOBODY = Integer.MAX_VALUE;

    @TempDir
    private Path parent = Path.of("");

    @Test
    void removesWhatProcessesLeftThatAreGone() throws IOException {
        Path left = Files.createDirectories(parent.resolve("estrade-relay/" + NOBODY + "-1"));
        Files.writeString(left.resolve("7"), "x");
        Path others = Files.createDirectories(
                parent.resolve("estrade-relay/" + ProcessHandle.current().pid() + "-1"));

        try (RelayFolder folder = RelayFolder.create(parent)) {
            assertThat(left).doesNotExist();
            assertThat(others).exists();
            Files.writeString(folder.file(1), "x");
            assertThat(folder.file(1)).exists();
        }

        assertThat(parent.resolve("estrade-relay")).isDirectoryContaining(path -> path.equals(others));
        try (var rest = Files.list(parent.resolve("estrade-relay"))) {
            assertThat(rest).containsExactly(others);
        }
    }
}
