package dev.estrade.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Small programs of the system that start another one under conditions; each is used where it exists. */
final class Launchers {
    private static final Optional<String> NICE = find("nice");
    private static final Optional<String> PRLIMIT = find("prlimit");
    private static final Optional<String> RENICE = find("renice");
    private static final Optional<String> SETPRIV = find("setpriv");

    private Launchers() {}

    static List<String> prefix(FfmpegCommand command) {
        List<String> prefix = new ArrayList<>();
        // The kernel kills the child when the thread that started it is gone, so a killed JVM leaves no encoder.
        SETPRIV.ifPresent(setpriv -> prefix.addAll(List.of(setpriv, "--pdeathsig", "KILL")));
        List<String> limits = Limits.of(command);
        if (!limits.isEmpty()) {
            PRLIMIT.ifPresent(prlimit -> {
                prefix.add(prlimit);
                prefix.addAll(limits);
            });
        }
        if (command.idle()) {
            NICE.ifPresent(nice -> prefix.addAll(List.of(nice, "-n", "19")));
        }
        return prefix;
    }

    /** All threads of a process get a low priority from now on, still above that of {@link FfmpegCommand#idle() idle} runs. */
    static void yieldToOthers(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        RENICE.filter(renice -> Files.isDirectory(threads)).ifPresent(renice -> {
            try (Stream<Path> all = Files.list(threads)) {
                List<String> line = new ArrayList<>(List.of(renice, "-n", "10", "-p"));
                all.forEach(thread -> line.add(thread.getFileName().toString()));
                new ProcessBuilder(line)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException | UncheckedIOException ended) {
                // Then there is nothing to yield.
            }
        });
    }

    private static Optional<String> find(String name) {
        String path = System.getenv("PATH");
        if (path == null || File.separatorChar != '/') {
            return Optional.empty();
        }
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
