package dev.estrade.localstack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** {@code logs [service]}: prints a log as it is now. */
final class LogsCommand {
    private final Home home;
    private final PrintStream out;

    LogsCommand(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    void run(String name) {
        Path folder = home.folder("logs");
        Path log = folder.resolve(name + ".log");
        if (!folder.equals(log.normalize().getParent()) || !Files.isRegularFile(log)) {
            throw new StackException("There is no log called " + name + "; there are: " + names(folder) + ".");
        }
        try {
            Files.copy(log, out);
            out.flush();
        } catch (IOException e) {
            throw new StackException(log + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String names(Path folder) {
        try (Stream<Path> logs = Files.list(folder)) {
            return String.join(
                    ", ",
                    logs.map(log -> log.getFileName().toString().replaceFirst("\\.log$", ""))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new StackException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
