package dev.estrade.transcode.encode;

import dev.estrade.ffmpeg.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Private folders for clear segments, one per run, named after this process so that a killed one's can be found. */
public final class WorkFolders {
    private static final String PREFIX = "run-";

    private final Path root;
    private final Scheduler scheduler;

    /** @param scheduler where this may block */
    public WorkFolders(Path root, Scheduler scheduler) {
        this.root = root;
        this.scheduler = scheduler;
    }

    public Mono<Path> create() {
        return Mono.fromCallable(() -> {
                    return Files.createTempDirectory(
                            PrivateFolder.open(root),
                            PREFIX + ProcessHandle.current().pid() + "-");
                })
                .subscribeOn(scheduler);
    }

    public Mono<Void> delete(Path folder) {
        return Mono.<Void>fromRunnable(() -> deleteRecursively(folder)).subscribeOn(scheduler);
    }

    /** Removes what processes left that were killed; call it before the first run of this one. */
    public void removeLeftovers() {
        try (Stream<Path> folders = Files.list(PrivateFolder.open(root))) {
            folders.filter(folder -> !belongsToLivingProcess(folder)).forEach(WorkFolders::deleteRecursively);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This process has none yet: in a container its id may equal that of its killed predecessor. */
    private static boolean belongsToLivingProcess(Path folder) {
        String[] parts = folder.getFileName().toString().split("-", -1);
        if (parts.length < 3 || !parts[1].matches("\\d{1,18}")) {
            return true;
        }
        long pid = Long.parseLong(parts[1]);
        return pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void deleteRecursively(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
