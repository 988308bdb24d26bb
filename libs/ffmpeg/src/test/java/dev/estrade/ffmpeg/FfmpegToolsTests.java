package dev.estrade.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegToolsTests {
    private static final Path ENV = Path.of("/usr/bin/env");

    @TempDir
    private Path folder;

    @Test
    void needsNoLauncherWithoutAnEnvironment() {
        assertThat(new FfmpegTools(ENV, ENV, Map.of()).launcher(folder)).isEqualTo(ENV);
    }

    @Test
    void launchesWithItsEnvironmentAndAllArguments() throws IOException {
        FfmpegTools tools = new FfmpegTools(ENV, ENV, Map.of("PLACE", "l'été  ici"));
        tools.launcher(folder);

        Process process = new ProcessBuilder(
                        tools.launcher(folder).toString(), "sh", "-c", "echo \"$PLACE|$1|$2\"", "x", "a  b", "$c")
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("l'été  ici|a  b|$c\n");
    }
}
