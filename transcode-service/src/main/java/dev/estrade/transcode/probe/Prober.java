package dev.estrade.transcode.probe;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegProgress;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.TranscodeProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Runs ffprobe. Blocks: call it on a scheduler that may. */
public final class Prober {
    private static final Duration HEADER_LIMIT = Duration.ofMinutes(1);
    private static final Duration SCAN_LIMIT = Duration.ofMinutes(30);

    private final FfmpegTools tools;
    private final Duration maxDuration;

    public Prober(FfmpegTools tools, Duration maxDuration) {
        this.tools = tools;
        this.maxDuration = maxDuration;
    }

    /**
     * Reads the header only: all timing is in it, and reading packets would transfer the whole file. A file whose
     * header does not say how long it is (a browser's recording) is read once, without decoding.
     *
     * @throws MediaException if the file is at fault
     * @throws IOException if it is not
     */
    public Probe probe(Source source) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-of", "json"));
        arguments.addAll(List.of("-show_format", "-show_streams"));
        arguments.addAll(Cage.input(source));
        FfmpegCommand command = command(arguments, source).within(HEADER_LIMIT, HEADER_LIMIT);
        FfmpegResult result = new FfmpegProcess(tools, command).probe();
        if (!result.succeeded()) {
            throw FfmpegFaults.ofMedia(result, TranscodeProblem.NOT_MEDIA);
        }
        FfmpegFaults.requireWhole(result);
        Probe probe = ProbeReader.read(result.output());
        Probe timed = probe.end() > 0 ? probe : probe.endingAt(scan(source));
        if (timed.end() > maxDuration.toMillis() / 1000.0) {
            throw new MediaException(TranscodeProblem.TOO_LONG, timed.end() + " s");
        }
        return timed;
    }

    /** A recording may be cut off: what is there counts, unless it was the run that was cut off. */
    private double scan(Source source) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin"));
        arguments.addAll(Cage.input(source));
        arguments.addAll(List.of("-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy", "-f", "null", "-"));
        AtomicReference<Duration> last = new AtomicReference<>(Duration.ZERO);
        FfmpegResult result = new FfmpegProcess(
                        tools, command(arguments, source).within(SCAN_LIMIT, HEADER_LIMIT))
                .runWithProgress((FfmpegProgress report) -> last.set(report.outTime()));
        FfmpegFaults.requireWhole(result);
        Duration end = Objects.requireNonNull(last.get());
        MediaException fault = result.succeeded()
                ? new MediaException(TranscodeProblem.NOT_MEDIA, "no packets")
                : FfmpegFaults.ofMedia(result, TranscodeProblem.NOT_MEDIA);
        if (end.isZero()) {
            throw fault;
        }
        return end.toNanos() / 1e9;
    }

    private static FfmpegCommand command(List<String> arguments, Source source) {
        FfmpegCommand command = FfmpegCommand.of(arguments);
        Path file = source.file();
        return file == null ? command : command.reading(file);
    }
}
