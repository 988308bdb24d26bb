package dev.estrade.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What local-stack's store has on disk. */
final class StoredFiles {
    private final Path root;

    StoredFiles(Stack stack) {
        this.root = stack.home().resolve("s3");
    }

    /** Keys, with their buckets, that contain this text. */
    List<String> with(String text) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.contains(text))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            // A folder went while it was looked at.
            if (e.getCause() instanceof NoSuchFileException) {
                return with(text);
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
