package dev.estrade.ffmpeg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program.
 *
 * @param arguments after the program's name; never passed through a shell
 * @param directory the working directory; null for this process's own
 * @param input what standard input reads, seekable; null for nothing
 * @param timeLimit wall clock for the whole run
 * @param stallLimit how long the run may go on without progress; only where progress is asked for
 * @param fileLimit the largest file it may write, in bytes; only where the system has prlimit
 * @param idle whether it yields to everything else on the machine
 */
public record FfmpegCommand(
        List<String> arguments,
        @Nullable Path directory,
        @Nullable Path input,
        Duration timeLimit,
        Duration stallLimit,
        long fileLimit,
        boolean idle) {

    private static final long LARGEST_FILE = 16L << 30;

    public FfmpegCommand {
        arguments = List.copyOf(arguments);
    }

    /** Ten minutes in all, thirty seconds without progress, files up to 16 GiB, at normal priority. */
    public static FfmpegCommand of(List<String> arguments) {
        return new FfmpegCommand(
                arguments, null, null, Duration.ofMinutes(10), Duration.ofSeconds(30), LARGEST_FILE, false);
    }

    public FfmpegCommand in(Path workingDirectory) {
        return new FfmpegCommand(arguments, workingDirectory, input, timeLimit, stallLimit, fileLimit, idle);
    }

    public FfmpegCommand reading(Path file) {
        return new FfmpegCommand(arguments, directory, file, timeLimit, stallLimit, fileLimit, idle);
    }

    public FfmpegCommand within(Duration limit, Duration withoutProgress) {
        return new FfmpegCommand(arguments, directory, input, limit, withoutProgress, fileLimit, idle);
    }

    public FfmpegCommand writingAtMost(long bytesPerFile) {
        return new FfmpegCommand(arguments, directory, input, timeLimit, stallLimit, bytesPerFile, idle);
    }

    public FfmpegCommand atIdlePriority() {
        return new FfmpegCommand(arguments, directory, input, timeLimit, stallLimit, fileLimit, true);
    }
}
