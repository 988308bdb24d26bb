package dev.estrade.transcode.presentation;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.encode.Stills;
import dev.estrade.transcode.presentation.Recipe.Format;
import dev.estrade.transcode.probe.Cage;
import dev.estrade.transcode.probe.FfmpegFaults;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/** One file into one that browsers play. Blocks on its scheduler; cancelling the subscription kills FFmpeg. */
final class Conversion {
    private static final Logger log = LoggerFactory.getLogger(Conversion.class);
    private static final Duration LIMIT = Duration.ofHours(3);
    private static final Duration STALL = Duration.ofMinutes(2);
    private static final Duration POSTER_LIMIT = Duration.ofMinutes(2);
    private static final long LARGEST_STILL = 16L << 20;
    /** What a store takes in one PUT, and in one copy. */
    private static final long LARGEST = 5L << 30;

    private final FfmpegTools tools;
    private final Prober prober;
    private final String preset;
    private final AtomicReference<@Nullable FfmpegProcess> current = new AtomicReference<>();
    private volatile boolean stopped;

    Conversion(FfmpegTools tools, Prober prober, String preset) {
        this.tools = tools;
        this.prober = prober;
        this.preset = preset;
    }

    /**
     * What was made.
     *
     * @param duration seconds
     * @param poster a JPEG; null if no picture could be decoded
     */
    record Result(Path file, double duration, @Nullable Path poster) {}

    /** @return fails with MediaException if the file is at fault, with IOException if it is not */
    Mono<Result> run(Source source, Format format, Path folder, Scheduler scheduler) {
        return Mono.<Result>create(sink -> run(source, format, folder, sink)).subscribeOn(scheduler);
    }

    private void run(Source source, Format format, Path folder, MonoSink<Result> sink) {
        sink.onDispose(this::stop);
        try {
            sink.success(convert(source, format, folder));
        } catch (IOException | RuntimeException e) {
            sink.error(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.error(e);
        }
    }

    private Result convert(Source source, Format format, Path folder) throws IOException, InterruptedException {
        Probe probe = prober.probe(source);
        Recipe recipe = Recipe.of(source.demuxer(), probe, format, preset);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        arguments.addAll(Cage.input(source));
        arguments.addAll(recipe.output(probe));
        FfmpegCommand command = command(arguments, source)
                .in(folder)
                .within(LIMIT, STALL)
                .writingAtMost(LARGEST)
                .atIdlePriority();
        FfmpegResult result = process(command).runWithProgress(report -> {});
        if (!result.succeeded()) {
            throw FfmpegFaults.ofMedia(result, TranscodeProblem.UNSUPPORTED);
        }
        FfmpegFaults.requireWhole(result);
        return checked(folder.resolve(format.fileName()), format);
    }

    /** FFmpeg may succeed with an empty file. */
    private Result checked(Path file, Format format) throws IOException, InterruptedException {
        Probe made = prober.probe(Source.of(file, format.demuxer()));
        if (made.end() <= 0) {
            throw new MediaException(TranscodeProblem.UNSUPPORTED, "nothing was written");
        }
        return new Result(file, made.end(), poster(file, format, made));
    }

    /** Whatever goes wrong here, the presentation plays without it. */
    private @Nullable Path poster(Path file, Format format, Probe made) throws InterruptedException {
        Path folder = Objects.requireNonNull(file.getParent());
        Source source = Source.of(file, format.demuxer());
        try {
            FfmpegCommand command = command(Poster.arguments(source, made), source)
                    .in(folder)
                    .within(POSTER_LIMIT, POSTER_LIMIT)
                    .writingAtMost(LARGEST_STILL)
                    .atIdlePriority();
            FfmpegResult result = process(command).run();
            if (result.succeeded()) {
                return Stills.best(folder).orElse(null);
            }
            log.warn("There will be no poster: {}", FfmpegFaults.said(result));
        } catch (RuntimeException e) {
            log.warn("There will be no poster", e);
        }
        return null;
    }

    private FfmpegProcess process(FfmpegCommand command) {
        FfmpegProcess process = new FfmpegProcess(tools, command);
        current.set(process);
        if (stopped) {
            process.stop();
        }
        return process;
    }

    private void stop() {
        stopped = true;
        FfmpegProcess process = current.get();
        if (process != null) {
            process.stop();
        }
    }

    private static FfmpegCommand command(List<String> arguments, Source source) {
        FfmpegCommand command = FfmpegCommand.of(arguments);
        Path file = source.file();
        return file == null ? command : command.reading(file);
    }
}
