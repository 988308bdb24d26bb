package dev.estrade.playback.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process's own folder of relayed files; what a process that was killed left behind is removed. */
final class RelayFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RelayFolder.class);
    private static final String NAME = "estrade-relay";

    private final Path own;

    private RelayFolder(Path own) {
        this.own = own;
    }

    /** @param parent null for the system's temporary folder */
    static RelayFolder create(@Nullable Path parent) {
        Path all = (parent == null ? Path.of(System.getProperty("java.io.tmpdir")) : parent).resolve(NAME);
        try {
            Files.createDirectories(all);
            removeLeftovers(all);
            return new RelayFolder(
                    Files.createTempDirectory(all, ProcessHandle.current().pid() + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("Set ESTRADE_RELAY_FOLDER to a folder that can be written", e);
        }
    }

    Path file(long number) {
        return own.resolve(Long.toString(number));
    }

    static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.warn("Left behind: {}", file, e);
        }
    }

    private static void removeLeftovers(Path all) throws IOException {
        try (Stream<Path> folders = Files.list(all)) {
            folders.filter(RelayFolder::isNobodys).forEach(RelayFolder::remove);
        }
    }

    private static boolean isNobodys(Path folder) {
        String name = folder.getFileName().toString();
        try {
            return ProcessHandle.of(Long.parseLong(name.substring(0, Math.max(0, name.indexOf('-')))))
                    .isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(RelayFolder::delete);
        } catch (IOException e) {
            log.warn("Left behind: {}", folder, e);
        }
        delete(folder);
    }

    @Override
    public void close() {
        remove(own);
    }
}
