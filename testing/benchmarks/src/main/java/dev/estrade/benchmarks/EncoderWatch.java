package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks, ten times a second, which ffmpeg processes work on one video, as Linux says, whoever started them. */
final class EncoderWatch implements AutoCloseable {
    private static final long EVERY_MS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final String mark;
    private final Map<Long, EncoderRun> runs = new LinkedHashMap<>();
    private int looks;
    private int looksAtNone;

    /** @param mark which the arguments of these processes and of no others contain */
    EncoderWatch(String mark) {
        this.mark = mark;
        clock.scheduleAtFixedRate(this::look, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Arguments by process. */
    static Map<Long, List<String>> running(String mark) {
        Map<Long, List<String>> found = new LinkedHashMap<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                String name = process.getFileName().toString();
                if (name.matches("\\d+")) {
                    List<String> line = commandLine(process);
                    if (isEncoder(line) && line.stream().anyMatch(one -> one.contains(mark))) {
                        found.put(Long.parseLong(name), line);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** From now on; what ran before is not counted. */
    synchronized List<EncoderRun> runs() {
        return List.copyOf(runs.values());
    }

    /** Of the CPU, all runs together. */
    double cpuSeconds() {
        return runs().stream().mapToDouble(EncoderRun::cpuSeconds).sum();
    }

    /** How much of the time nobody encoded. */
    synchronized double idleShare() {
        return looksAtNone / (double) Math.max(1, looks);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private synchronized void look() {
        Map<Long, List<String>> now = running(mark);
        looks++;
        looksAtNone += now.isEmpty() ? 1 : 0;
        now.forEach((pid, line) ->
                runs.computeIfAbsent(pid, id -> new EncoderRun(id, line)).look());
    }

    /** The launchers that become it bear its arguments before. */
    private static boolean isEncoder(List<String> line) {
        return line.stream().anyMatch(one -> one.endsWith("/ffmpeg"));
    }

    private static List<String> commandLine(Path process) {
        try {
            String line = new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
            return new ArrayList<>(List.of(line.split("\0", -1)));
        } catch (IOException ended) {
            return List.of();
        }
    }
}
