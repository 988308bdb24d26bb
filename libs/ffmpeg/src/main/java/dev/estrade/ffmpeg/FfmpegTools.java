package dev.estrade.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the programs are.
 *
 * @param environment variables that both programs need to find their libraries; empty for an operator's own FFmpeg
 * @param around what goes on around each run
 */
public record FfmpegTools(Path ffmpeg, Path ffprobe, Map<String, String> environment, Around around) {

    /** Of which nobody takes notice. */
    public FfmpegTools(Path ffmpeg, Path ffprobe, Map<String, String> environment) {
        this(ffmpeg, ffprobe, environment, (program, run) -> run.end());
    }

    /** Takes notice of each run, on the thread that waits for its end. */
    public interface Around {
        /** @param program {@code ffmpeg} or {@code ffprobe} */
        FfmpegResult run(String program, Run run) throws InterruptedException;
    }

    /** A run that has not begun. */
    public interface Run {
        /** Begins it and waits. */
        FfmpegResult end() throws InterruptedException;
    }

    /** The same programs. */
    public FfmpegTools observedBy(Around other) {
        return new FfmpegTools(ffmpeg, ffprobe, environment, other);
    }

    /**
     * The operator's own FFmpeg ({@code ESTRADE_FFMPEG} names the ffmpeg program, ffprobe lies beside it), else the
     * bundled one, unpacked on first use.
     *
     * @param cacheDir survives restarts if possible; about 90 MB
     * @throws FfmpegUnavailableException if there is neither
     */
    public static FfmpegTools locate(Path cacheDir) {
        return locate(System.getenv("ESTRADE_FFMPEG"), cacheDir, Platform.current());
    }

    /**
     * One file that runs ffmpeg with its environment, for programs that take a path and nothing else: under
     * {@link #environment} itself they would find the libraries beside ffmpeg instead of their own.
     *
     * @param folder where a script may be put
     */
    public Path launcher(Path folder) {
        if (environment.isEmpty()) {
            return ffmpeg;
        }
        String settings = environment.entrySet().stream()
                .map(setting -> quoted(setting.getKey() + "=" + setting.getValue()))
                .collect(Collectors.joining(" "));
        Path script = folder.resolve("ffmpeg.sh");
        try {
            Path written = Files.writeString(
                    Files.createTempFile(Files.createDirectories(folder), "ffmpeg", ".sh"),
                    "#!/bin/sh\nexec env " + settings + " " + quoted(ffmpeg.toString()) + " \"$@\"\n");
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwx------"));
            return Files.move(written, script, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    static FfmpegTools locate(@Nullable String own, Path cacheDir, Platform platform) {
        if (own != null && !own.isBlank()) {
            return beside(Path.of(own.strip()), platform);
        }
        Path folder = new BundledPrograms(platform).unpackInto(cacheDir);
        return new FfmpegTools(
                folder.resolve(platform.program("ffmpeg")),
                folder.resolve(platform.program("ffprobe")),
                platform.libraryPath(folder.toString()));
    }

    private static FfmpegTools beside(Path ffmpeg, Platform platform) {
        Path ffprobe = ffmpeg.toAbsolutePath().resolveSibling(platform.program("ffprobe"));
        if (!Files.isExecutable(ffmpeg) || !Files.isExecutable(ffprobe)) {
            throw new FfmpegUnavailableException(
                    "ESTRADE_FFMPEG must name an ffmpeg program with ffprobe beside it, and " + ffmpeg
                            + " is not one.");
        }
        return new FfmpegTools(ffmpeg.toAbsolutePath(), ffprobe, Map.of());
    }
}
