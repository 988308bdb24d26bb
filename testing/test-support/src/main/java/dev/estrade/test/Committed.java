package dev.estrade.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made of others and committed all the same, for people and tools that have only the repository. */
public final class Committed {
    private Committed() {}

    /** Fails where the file is not what it would be made now; with {@code -Destrade.docs.write=true} it is written. */
    public static void is(Path file, byte[] made) {
        try {
            if (Boolean.getBoolean("estrade.docs.write")) {
                Files.write(file, made);
            }
            String there = Files.exists(file) ? Files.readString(file) : "";
            assertThat(there)
                    .as("%s is made of other files: run this test with -Destrade.docs.write=true", file.getFileName())
                    .isEqualTo(new String(made, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
