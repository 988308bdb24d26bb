package dev.estrade.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What processes hold of the machine's memory, as Linux says; looked at ten times a second. */
final class ResidentMemory implements AutoCloseable {
    private static final long EVERY_MS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Watched> processes = new LinkedHashMap<>();

    private ResidentMemory() {}

    static ResidentMemory of(RunningStack stack, List<String> services) {
        ResidentMemory memory = new ResidentMemory();
        services.forEach(service -> memory.processes.put(service, new Watched(stack.pid(service))));
        memory.clock.scheduleAtFixedRate(memory::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
        return memory;
    }

    void begin() {
        processes.values().forEach(Watched::begin);
    }

    /** Prints how far memory grew since the beginning. */
    void report(int uploads, long bytes) {
        look();
        processes.forEach((service, process) -> System.out.printf(
                "  %-14s %d MiB before, %d at peak, %d after: growth %.3f of the bytes sent, %.1f MiB per upload%n",
                service,
                process.before >> 20,
                process.peak >> 20,
                process.last >> 20,
                process.growth() / (double) bytes,
                process.growth() / (double) uploads / (1 << 20)));
    }

    /** Prints how far memory grew since the beginning. */
    void report(int readers) {
        look();
        processes.forEach((service, process) -> System.out.printf(
                "  %-16s %d MiB before, %d at peak: growth %.1f MB, %.1f KB per reader%n",
                service,
                process.before >> 20,
                process.peak >> 20,
                process.growth() / 1e6,
                process.growth() / 1e3 / readers));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void look() {
        processes.values().forEach(Watched::look);
    }

    private static final class Watched {
        private final Path status;
        private volatile long before;
        private volatile long peak;
        private volatile long last;

        Watched(long pid) {
            this.status = Path.of("/proc/" + pid + "/status");
        }

        synchronized void begin() {
            peak = 0;
            look();
            before = last;
        }

        synchronized void look() {
            last = residentBytes();
            peak = Math.max(peak, last);
        }

        long growth() {
            return peak - before;
        }

        private long residentBytes() {
            try {
                return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                        .findFirst()
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
