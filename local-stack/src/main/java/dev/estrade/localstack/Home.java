package dev.estrade.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds everything a stack keeps: data, logs, secrets and the state file. */
public record Home(Path root) {
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** {@code ESTRADE_HOME}, or {@code .estrade} in the working directory. */
    public static Home fromEnvironment() {
        return new Home(Path.of(System.getenv().getOrDefault("ESTRADE_HOME", ".estrade")));
    }

    /** A folder inside the home, made if it is absent. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file(String name) {
        folder("");
        return root.resolve(name);
    }

    public Path log(String name) {
        return folder("logs").resolve(name + ".log");
    }
}
