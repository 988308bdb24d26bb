package dev.estrade.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class FfmpegIT {
    @TempDir
    static Path cache;

    static FfmpegTools tools = new FfmpegTools(Path.of("unset"), Path.of("unset"), Map.of());

    @BeforeAll
    static void unpack() {
        tools = FfmpegTools.locate(cache);
    }

    @Test
    void runsWithNothingButItsOwnLibraries() throws Exception {
        FfmpegResult result = ffmpeg("-version").run();

        assertThat(result.succeeded()).as(result.errors()).isTrue();
        assertThat(result.output()).startsWith("ffmpeg version");
    }

    @Test
    void encodesWhatFfprobeReads(@TempDir Path work) throws Exception {
        List<FfmpegProgress> reports = new CopyOnWriteArrayList<>();

        FfmpegResult encoded = sample(work, 2, 1 << 20).runWithProgress(reports::add);
        FfmpegResult probed = new FfmpegProcess(
                        tools,
                        FfmpegCommand.of(List.of(
                                        "-v",
                                        "error",
                                        "-show_entries",
                                        "stream=codec_name",
                                        "-of",
                                        "csv=p=0",
                                        "-protocol_whitelist",
                                        "fd",
                                        "-i",
                                        "fd:"))
                                .reading(work.resolve("sample.mp4")))
                .probe();

        assertThat(encoded.succeeded()).as(encoded.errors()).isTrue();
        assertThat(reports).last().extracting(FfmpegProgress::frame).isEqualTo(50L);
        assertThat(probed.output().lines()).containsExactly("h264", "aac");
    }

    @Test
    void killsARunThatOverstaysItsTime(@TempDir Path work) throws Exception {
        FfmpegResult result = new FfmpegProcess(
                        tools,
                        FfmpegCommand.of(List.of(
                                        "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc", "-f", "null", "-"))
                                .in(work)
                                .within(Duration.ofMillis(300), Duration.ofSeconds(30)))
                .run();

        assertThat(result.end()).isEqualTo(FfmpegResult.End.TIMED_OUT);
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void boundsWhatARunMayTake(@TempDir Path work) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is there");
        FfmpegTools cat = new FfmpegTools(Path.of("/bin/cat"), Path.of("unset"), Map.of());
        FfmpegCommand limits = FfmpegCommand.of(List.of("/proc/self/limits"));

        FfmpegResult shown = new FfmpegProcess(cat, limits.writingAtMost(12_345)).run();
        FfmpegResult cut = sample(work, 20, 10_000).run();

        assertThat(shown.output())
                .containsPattern("Max file size +12345 +12345")
                .doesNotContainPattern("Max (address space|cpu time) +unlimited");
        assertThat(cut.succeeded()).isFalse();
        assertThat(Files.size(work.resolve("sample.mp4"))).isLessThanOrEqualTo(10_000);
    }

    @Test
    void unpacksOncePerVersion() throws Exception {
        Path first = tools.ffmpeg();

        Path second = FfmpegTools.locate(cache).ffmpeg();

        assertThat(second).isEqualTo(first);
        try (Stream<Path> folders = Files.list(cache)) {
            assertThat(folders).hasSize(1);
        }
    }

    @Test
    void prefersTheOperatorsOwn(@TempDir Path empty) {
        FfmpegTools own = FfmpegTools.locate(tools.ffmpeg().toString(), empty, Platform.current());

        assertThat(own.ffmpeg()).isEqualTo(tools.ffmpeg());
        assertThat(own.environment()).isEmpty();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void saysInOneSentenceThatThePlatformHasNoBuild(@TempDir Path empty) {
        assertThatThrownBy(() -> FfmpegTools.locate(null, empty, Platform.of("SunOS", "sparc")))
                .isInstanceOf(FfmpegUnavailableException.class)
                .hasMessageStartingWith("No FFmpeg is bundled for sunos-sparc: install FFmpeg");
    }

    private static FfmpegProcess sample(Path work, int seconds, long fileLimit) {
        return new FfmpegProcess(
                tools,
                FfmpegCommand.of(List.of(
                                "-v",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=s=320x180:d=" + seconds,
                                "-f",
                                "lavfi",
                                "-i",
                                "sine=d=" + seconds,
                                "-c:v",
                                "libx264",
                                "-c:a",
                                "aac",
                                "sample.mp4"))
                        .in(work)
                        .writingAtMost(fileLimit)
                        .atIdlePriority());
    }

    private static FfmpegProcess ffmpeg(String... arguments) {
        return new FfmpegProcess(tools, FfmpegCommand.of(List.of(arguments)));
    }
}
