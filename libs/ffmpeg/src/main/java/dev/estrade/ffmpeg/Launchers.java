package dev.estrade.ffmpeg;

import java.io.File;
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
