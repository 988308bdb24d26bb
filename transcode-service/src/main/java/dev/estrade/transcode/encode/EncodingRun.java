package dev.estrade.transcode.encode;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegProgress;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.FfmpegFaults;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.RunFailedException;
import dev.estrade.transcode.probe.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.FluxSink;

/** One job in one folder, on the thread that calls it. */
final class EncodingRun {
    private static final Logger log = LoggerFactory.getLogger(EncodingRun.class);
    private static final Duration CHUNK_LIMIT = Duration.ofMinutes(30);
    private static final Duration AUDIO_LIMIT = Duration.ofHours(3);
    private static final Duration STALL = Duration.ofMinutes(2);
    private static final long LARGEST_SEGMENT = 1L << 30;
    /** SIGXFSZ. */
    private static final int TOO_LARGE = 128 + 25;

    private final FfmpegTools tools;
    private final Path folder;
    private final Source source;
    private final Plan plan;
    private final FluxSink<SegmentFile> sink;
    private final AtomicReference<@Nullable FfmpegProcess> current = new AtomicReference<>();

    EncodingRun(FfmpegTools tools, Path folder, Source source, Plan plan, FluxSink<SegmentFile> sink) {
        this.tools = tools;
        this.folder = folder;
        this.source = source;
        this.plan = plan;
        this.sink = sink;
    }

    void run(EncodingJob job, String preset) {
        sink.onDispose(this::stop);
        try {
            if (job instanceof EncodingJob.Video video) {
                video(video, preset);
            } else if (job instanceof EncodingJob.Audio) {
                audio();
            } else {
                subtitles();
            }
            sink.complete();
        } catch (IOException | RuntimeException e) {
            sink.error(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.error(e);
        }
    }

    /**
     * Only what has its exact number of frames is handed out. Where the container could not seek, the last attempt
     * decodes from the start.
     */
    private void video(EncodingJob.Video job, String preset) throws IOException, InterruptedException {
        for (String rung : job.rungs()) {
            Files.createDirectories(folder.resolve(rung));
        }
        FinishedSegments finished = new FinishedSegments(folder, plan, job, sink::next);
        Stills stills = Stills.of(plan, job);
        EncodingJob.Video rest = withoutLent(job);
        boolean poster =
                !rest.rungs().isEmpty() && encoded(rest, new VideoChunk(source, plan, rest, preset), stills, finished);
        finished.handOutRest();
        if (poster) {
            Stills.best(folder).ifPresent(still -> sink.next(new SegmentFile(Renditions.POSTER, 0, still)));
        }
    }

    /** What is left to encode when the source has lent what it can. */
    private EncodingJob.Video withoutLent(EncodingJob.Video job) throws IOException, InterruptedException {
        EncodingJob.Video rest = job;
        for (String name : job.rungs()) {
            Rung rung = plan.rung(name);
            if (rung.isLent() && isCopied(job, new BitstreamCopy(source, plan, job, rung))) {
                rest = rest.without(name);
            }
        }
        return rest;
    }

    /**
     * If the sample table lied, the pictures are encoded.
     *
     * @throws RunFailedException if it was not the file's fault: then it is tried again
     */
    private boolean isCopied(EncodingJob.Video job, BitstreamCopy copy) throws IOException, InterruptedException {
        FfmpegCommand command =
                command(copy.arguments()).within(CHUNK_LIMIT, STALL).writingAtMost(copy.largestFile());
        FfmpegResult result = ffmpeg(job.idle() ? command.atIdlePriority() : command, report -> {});
        if (result.succeeded() && copy.isExact(folder)) {
            return true;
        }
        if (!result.succeeded() && result.exitCode() != TOO_LARGE) {
            log.warn(
                    "The source's bitstream cannot be copied",
                    FfmpegFaults.ofMedia(result, TranscodeProblem.UNSUPPORTED));
        }
        return false;
    }

    /** @return whether there are stills too */
    private boolean encoded(EncodingJob.Video job, VideoChunk chunk, Stills stills, FinishedSegments finished)
            throws IOException, InterruptedException {
        boolean poster = job.poster() && chunkWithPoster(chunk, stills);
        boolean exact = poster || afterSeek(job, chunk, finished);
        if (!exact && !sink.isCancelled() && !chunk(job, chunk, VideoChunk.WHOLE, finished)) {
            throw new MediaException(TranscodeProblem.UNSUPPORTED, "segment " + job.firstSegment() + " lacks frames");
        }
        return poster;
    }

    private boolean afterSeek(EncodingJob.Video job, VideoChunk chunk, FinishedSegments finished)
            throws IOException, InterruptedException {
        for (double margin : VideoChunk.MARGINS) {
            if (chunk.canSeek(margin) && !sink.isCancelled() && chunk(job, chunk, margin, finished)) {
                return true;
            }
        }
        return false;
    }

    /** Whatever else goes wrong here, the segments are made without it. */
    private boolean chunkWithPoster(VideoChunk chunk, Stills stills) throws IOException, InterruptedException {
        AtomicLong frames = new AtomicLong();
        FfmpegResult result = ffmpeg(
                command(chunk.argumentsWithPoster(stills)).within(CHUNK_LIMIT, STALL),
                report -> frames.set(report.frame()));
        boolean exact = result.succeeded() && frames.get() == chunk.frames();
        if (!exact && !sink.isCancelled()) {
            log.warn("There will be no poster: {}", FfmpegFaults.said(result));
        }
        return exact;
    }

    /**
     * A seek that leads nowhere hangs, so only where there was none is that the run's fault.
     *
     * @return whether every planned frame was written
     * @throws RunFailedException if it was not, but some segments were handed out: the rest is another piece of work
     */
    private boolean chunk(EncodingJob.Video job, VideoChunk chunk, double margin, FinishedSegments finished)
            throws IOException, InterruptedException {
        boolean seek = chunk.canSeek(margin);
        FfmpegCommand command = command(chunk.arguments(margin))
                .within(CHUNK_LIMIT, seek || job.firstSegment() == 0 ? STALL : CHUNK_LIMIT);
        AtomicLong frames = new AtomicLong();
        finished.clear(job.rungs());
        FfmpegResult result = ffmpeg(job.idle() ? command.atIdlePriority() : command, report -> {
            frames.set(report.frame());
            handOut(() -> finished.handOutWhole(job.rungs()));
        });
        boolean exact = result.succeeded() && frames.get() == chunk.frames();
        if (!exact && finished.begun()) {
            throw new RunFailedException(FfmpegFaults.said(result));
        }
        if (!result.succeeded() && !(seek && result.end() != FfmpegResult.End.EXITED)) {
            MediaException fault = FfmpegFaults.ofMedia(result, TranscodeProblem.UNSUPPORTED);
            if (!seek) {
                throw fault;
            }
        }
        return exact;
    }

    /**
     * The sound is handed out as it comes: a file is whole when the next one exists. When the beginning can be heard, hours
     * of it must not keep a core from the services, but whoever seeks waits for it more than for the rest.
     */
    private void audio() throws IOException, InterruptedException {
        Map<String, AtomicInteger> next = new LinkedHashMap<>();
        for (String rendition : plan.soundRenditions()) {
            Files.createDirectories(folder.resolve(rendition));
            next.put(rendition, new AtomicInteger());
        }
        FfmpegCommand command = command(AudioPass.arguments(source, plan)).within(AUDIO_LIMIT, STALL);
        AtomicBoolean yields = new AtomicBoolean();
        FfmpegResult result = ffmpeg(command, report -> {
            handOut(() -> next.forEach(this::handOutWhole));
            boolean begun = next.values().stream().allMatch(number -> number.get() > 0);
            if (begun && yields.compareAndSet(false, true)) {
                running().yieldToOthers();
            }
        });
        if (!result.succeeded()) {
            throw FfmpegFaults.ofMedia(result, TranscodeProblem.UNSUPPORTED);
        }
        next.forEach((rendition, number) -> {
            while (number.get() < plan.segments()) {
                sink.next(file(rendition, number.getAndIncrement()));
            }
        });
    }

    /** Not what a source that broke off was padded with; then the run's end fails too. */
    private void handOut(Runnable whole) {
        if (!FfmpegFaults.isBroken(running().errors())) {
            whole.run();
        }
    }

    private FfmpegProcess running() {
        return Objects.requireNonNull(current.get());
    }

    private void handOutWhole(String rendition, AtomicInteger next) {
        while (Files.exists(file(rendition, next.get() + 1).file())) {
            sink.next(file(rendition, next.getAndIncrement()));
        }
    }

    /** A lesson plays without its text, so that no fault of it is the lesson's. */
    private void subtitles() throws IOException, InterruptedException {
        for (String rendition : plan.subtitleRenditions()) {
            Files.createDirectories(folder.resolve(rendition));
        }
        FfmpegCommand command = command(SubtitlePass.arguments(source, plan))
                .within(CHUNK_LIMIT, CHUNK_LIMIT)
                .atIdlePriority();
        FfmpegResult result = ffmpeg(command, report -> {});
        if (result.end() == FfmpegResult.End.TIMED_OUT) {
            log.warn("It took too long to read all subtitles");
        } else if (!result.succeeded()) {
            log.warn("Some subtitles are missing", FfmpegFaults.ofMedia(result, TranscodeProblem.UNSUPPORTED));
        }
        for (String rendition : plan.subtitleRenditions()) {
            SegmentFile text = file(rendition, 0);
            SubtitlePass.complete(text.file());
            sink.next(text);
        }
    }

    /** @throws RunFailedException if it did not get all of the source */
    private FfmpegResult ffmpeg(FfmpegCommand command, Consumer<FfmpegProgress> listener)
            throws IOException, InterruptedException {
        FfmpegProcess process = new FfmpegProcess(tools, command);
        current.set(process);
        if (sink.isCancelled()) {
            process.stop();
        }
        FfmpegResult result = process.runWithProgress(listener);
        if (result.succeeded()) {
            FfmpegFaults.requireWhole(result);
        }
        return result;
    }

    private void stop() {
        FfmpegProcess process = current.get();
        if (process != null) {
            process.stop();
        }
    }

    private SegmentFile file(String rendition, int number) {
        return new SegmentFile(
                rendition, number, folder.resolve(rendition).resolve(Renditions.segment(rendition, number)));
    }

    private FfmpegCommand command(List<String> arguments) {
        FfmpegCommand command = FfmpegCommand.of(arguments).in(folder).writingAtMost(LARGEST_SEGMENT);
        Path file = source.file();
        return file == null ? command : command.reading(file);
    }
}
