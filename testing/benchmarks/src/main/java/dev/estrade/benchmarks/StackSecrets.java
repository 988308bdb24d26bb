package dev.estrade.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What lies in the stack's home. */
final class StackSecrets {
    private StackSecrets() {}

    /** By the names of the environment variables that the services read. */
    static Properties read() throws IOException {
        Properties secrets = new Properties();
        Path home = Path.of(System.getenv().getOrDefault("ESTRADE_HOME", ".estrade"));
        try (Reader file = Files.newBufferedReader(home.resolve("secrets.properties"))) {
            secrets.load(file);
        }
        return secrets;
    }
}
