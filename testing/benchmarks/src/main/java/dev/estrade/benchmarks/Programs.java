package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the system. What is missing is named, never installed from here. */
final class Programs {
    /** Where Debian keeps servers, which is not on every user's path. */
    private static final List<String> ALSO = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private Programs() {}

    /** @throws IllegalStateException that names the package */
    static String find(String name, String debianPackage) {
        List<String> path = List.of(System.getenv("PATH").split(File.pathSeparator, -1));
        return Stream.concat(path.stream(), ALSO.stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("No %s here: apt-get install %s".formatted(name, debianPackage)));
    }

    /** @return what it printed; its errors come with ours */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + out);
        }
        return out;
    }
}
