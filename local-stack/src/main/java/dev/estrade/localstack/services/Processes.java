package dev.estrade.localstack.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends and measures processes by handle, never by name. */
final class Processes {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Processes() {}

    /** Asks all at once, then insists; what a process started itself ends with it. */
    static void stop(Collection<ProcessHandle> processes) {
        List<ProcessHandle> descendants =
                processes.stream().flatMap(ProcessHandle::descendants).toList();
        processes.forEach(ProcessHandle::destroy);
        awaitEnd(processes, GRACE);
        Stream.concat(processes.stream(), descendants.stream())
                .filter(ProcessHandle::isAlive)
                .forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes, GRACE);
    }

    /** @return whether all ended in time */
    static boolean awaitEnd(Collection<ProcessHandle> processes, Duration patience) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Resident memory in MiB, 0 where the system does not tell by file. */
    static long residentMiB(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024;
        } catch (IOException e) {
            return 0;
        }
    }
}
