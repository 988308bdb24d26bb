package dev.estrade.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of ffmpeg or ffprobe as a child process. {@link #run} and {@link #runWithProgress} block until it has ended;
 * {@link #stop} may come from any thread. Nothing outlives the run: on Linux not even if this JVM is killed.
 */
public final class FfmpegProcess {
    private static final int MAX_OUTPUT = 4 << 20;
    private static final int MAX_ERRORS = 16 << 10;
    private static final long TICK_MILLIS = 200;

    private final FfmpegTools tools;
    private final FfmpegCommand command;
    private final @Nullable Feed feed;
    private final AtomicReference<FfmpegResult.@Nullable End> killedFor = new AtomicReference<>();
    private final AtomicReference<@Nullable RuntimeException> feedFailure = new AtomicReference<>();
    private final Tail errors = new Tail(MAX_ERRORS);
    private volatile @Nullable Process process;
    private volatile long lastProgressNanos;

    public FfmpegProcess(FfmpegTools tools, FfmpegCommand command) {
        this(tools, command, null);
    }

    private FfmpegProcess(FfmpegTools tools, FfmpegCommand command, @Nullable Feed feed) {
        this.tools = tools;
        this.command = command;
        this.feed = feed;
    }

    /** A run whose standard input is written while it goes on, by a thread of its own. */
    public static FfmpegProcess fed(FfmpegTools tools, FfmpegCommand command, Feed feed) {
        return new FfmpegProcess(tools, command, feed);
    }

    /**
     * Writes standard input and returns at its end. Interrupted when the run has ended; a RuntimeException ends the run,
     * and is thrown by it.
     */
    public interface Feed {
        void writeTo(OutputStream input) throws IOException, InterruptedException;
    }

    /** Runs ffprobe and returns what it prints. */
    public FfmpegResult probe() throws InterruptedException {
        return tools.around().run("ffprobe", () -> run(tools.ffprobe(), command.arguments(), null));
    }

    /** Runs ffmpeg and returns what it prints. */
    public FfmpegResult run() throws InterruptedException {
        return tools.around().run("ffmpeg", () -> run(tools.ffmpeg(), command.arguments(), null));
    }

    /** Runs ffmpeg with reports twice a second, and kills it when they show no progress for the command's limit. */
    public FfmpegResult runWithProgress(Consumer<FfmpegProgress> listener) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-progress", "pipe:1", "-stats_period", "0.5", "-nostats"));
        arguments.addAll(command.arguments());
        return tools.around().run("ffmpeg", () -> run(tools.ffmpeg(), arguments, listener));
    }

    /** What it has said on standard error so far, the last 16 KiB of it; of a run that goes on too. */
    public String errors() {
        return errors.text();
    }

    /** Kills the run if it has not ended yet, and keeps it from starting. */
    public void stop() {
        kill(FfmpegResult.End.STOPPED);
    }

    /** From now on it goes before idle runs and behind all others, where the system has a way to say so. */
    public void yieldToOthers() {
        Process started = process;
        if (started != null) {
            Launchers.yieldToOthers(started.pid());
        }
    }

    private FfmpegResult run(Path program, List<String> arguments, @Nullable Consumer<FfmpegProgress> listener)
            throws InterruptedException {
        Process started = start(program, arguments);
        StringBuilder output = new StringBuilder();
        Thread errorReader = thread("stderr", () -> errors.drain(started.getErrorStream()));
        Thread outputReader = thread(
                "stdout",
                listener == null
                        ? () -> output.append(head(started.getInputStream()))
                        : () -> follow(started.getInputStream(), listener));
        Thread writer = feed == null ? null : writer(feed, started);
        try {
            watch(started, listener != null);
            outputReader.join();
            errorReader.join();
        } finally {
            destroy(started);
            if (writer != null) {
                writer.interrupt();
            }
        }
        RuntimeException failure = feedFailure.get();
        if (failure != null) {
            throw failure;
        }
        FfmpegResult.End end = killedFor.get();
        return new FfmpegResult(
                started.exitValue(), end == null ? FfmpegResult.End.EXITED : end, output.toString(), errors.text());
    }

    private Process start(Path program, List<String> arguments) {
        List<String> line = new ArrayList<>(Launchers.prefix(command));
        line.add(program.toString());
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().clear();
        builder.environment().putAll(tools.environment());
        Path directory = command.directory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        Path input = command.input();
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        try {
            lastProgressNanos = System.nanoTime();
            Process started = builder.start();
            process = started;
            if (input == null && feed == null) {
                started.getOutputStream().close();
            }
            if (killedFor.get() != null) {
                destroy(started);
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + program, e);
        }
    }

    private void watch(Process started, boolean reports) throws InterruptedException {
        long deadline = System.nanoTime() + command.timeLimit().toNanos();
        while (!started.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (now > deadline) {
                kill(FfmpegResult.End.TIMED_OUT);
            } else if (reports && now - lastProgressNanos > command.stallLimit().toNanos()) {
                kill(FfmpegResult.End.STALLED);
            }
        }
    }

    private void kill(FfmpegResult.End reason) {
        killedFor.compareAndSet(null, reason);
        Process started = process;
        if (started != null) {
            destroy(started);
        }
    }

    private static void destroy(Process started) {
        started.descendants().forEach(ProcessHandle::destroyForcibly);
        started.destroyForcibly();
    }

    private void follow(InputStream stdout, Consumer<FfmpegProgress> listener) throws IOException {
        FfmpegProgress.Reader reports = new FfmpegProgress.Reader();
        FfmpegProgress latest = new FfmpegProgress(-1, Duration.ZERO);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stdout, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                FfmpegProgress report = reports.accept(line).orElse(latest);
                if (!report.equals(latest)) {
                    latest = report;
                    lastProgressNanos = System.nanoTime();
                    listener.accept(report);
                }
            }
        }
    }

    private Thread writer(Feed source, Process started) {
        return thread("stdin", () -> {
            try (OutputStream input = started.getOutputStream()) {
                source.writeTo(input);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                // The program would take the end of its input for the end of what there is; if it has ended, it needs
                // no more.
                if (started.isAlive()) {
                    feedFailure.set(failure);
                    kill(FfmpegResult.End.STOPPED);
                }
            }
        });
    }

    private static String head(InputStream stdout) throws IOException {
        String text = new String(stdout.readNBytes(MAX_OUTPUT), UTF_8);
        stdout.transferTo(OutputStream.nullOutputStream());
        return text;
    }

    private static Thread thread(String name, Transfer transfer) {
        Thread thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                    } catch (IOException ended) {
                        // The stream of a killed process breaks; what passed until then counts.
                    }
                },
                "ffmpeg-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Transfer {
        void run() throws IOException;
    }
}
