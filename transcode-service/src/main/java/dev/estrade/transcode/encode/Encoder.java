package dev.estrade.transcode.encode;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.probe.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs FFmpeg and hands out the segments it finished. Cancelling a subscription kills the run. */
public final class Encoder {
    private final FfmpegTools tools;
    private final WorkFolders folders;
    private final String preset;
    private final Scheduler scheduler;

    /** @param scheduler where this may block, a thread per run */
    public Encoder(FfmpegTools tools, WorkFolders folders, String preset, Scheduler scheduler) {
        this.tools = tools;
        this.folders = folders;
        this.preset = preset;
        this.scheduler = scheduler;
    }

    /**
     * One job, segment by segment.
     *
     * @param publish is done with a segment's file when it completes; then the file goes
     * @return fails with MediaException if the source is at fault, with IOException if it is not
     */
    public <T> Flux<T> encode(Source source, Plan plan, EncodingJob job, Function<SegmentFile, Publisher<T>> publish) {
        return Flux.usingWhen(
                folders.create(),
                folder -> segments(folder, source, plan, job).concatMap(file -> published(file, publish)),
                folders::delete);
    }

    /** Hours of sound would fill the disk if its segments stayed until the last one is made. */
    private <T> Flux<T> published(SegmentFile file, Function<SegmentFile, Publisher<T>> publish) {
        Mono<T> gone = Mono.fromCallable(() -> Files.deleteIfExists(file.file()))
                .subscribeOn(scheduler)
                .then(Mono.empty());
        return Flux.from(publish.apply(file)).concatWith(gone);
    }

    private Flux<SegmentFile> segments(Path folder, Source source, Plan plan, EncodingJob job) {
        return Flux.<SegmentFile>create(sink -> new EncodingRun(tools, folder, source, plan, sink).run(job, preset))
                .subscribeOn(scheduler, false);
    }
}
