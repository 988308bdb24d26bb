package dev.estrade.transcode.live;

import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.encode.WorkFolders;
import dev.estrade.transcode.probe.Cage;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.FfmpegFaults;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import dev.estrade.transcode.work.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Makes one file of a recording's chunks, with the duration and the index that a browser does not write; nothing is
 * encoded. It is the original of an ordinary transcode.
 */
@Component
class Joining {
    private static final Logger log = LoggerFactory.getLogger(Joining.class);
    private static final String TYPE = "video/x-matroska";
    private static final Duration LIMIT = Duration.ofHours(3);
    private static final long LARGEST = 1L << 40;

    private final Recordings recordings;
    private final ObjectStore media;
    private final LargeFiles files;
    private final FfmpegTools tools;
    private final Prober prober;
    private final WorkFolders folders;
    private final Scheduler scheduler;
    private final Intake intake;

    Joining(
            Recordings recordings,
            ObjectStores stores,
            FfmpegTools tools,
            Prober prober,
            WorkFolders folders,
            Scheduler media,
            Intake intake) {
        this.recordings = recordings;
        this.media = stores.media();
        this.files = new LargeFiles(stores.media(), LargeFiles.PART);
        this.tools = tools;
        this.prober = prober;
        this.folders = folders;
        this.scheduler = media;
        this.intake = intake;
    }

    /** @return the recording after it; fails with MediaException if nothing can be read of it */
    Mono<Recording> run(Recording mine) {
        return Flux.usingWhen(
                        folders.create(),
                        folder -> joined(mine, folder).flatMap(file -> store(mine, file)),
                        folders::delete)
                .next()
                .delayUntil(original -> intake.begin(mine.ownerId(), List.of(original)))
                .flatMap(original -> recordings.change(mine.id(), current -> current.joined(mine, original)))
                .doOnNext(after -> log.info("Recording {} of live {} is one file", mine.id(), mine.liveId()));
    }

    private Mono<Path> joined(Recording mine, Path folder) {
        return Mono.<Path>create(sink -> join(mine, folder, sink)).subscribeOn(scheduler);
    }

    private void join(Recording mine, Path folder, MonoSink<Path> sink) {
        Path file = folder.resolve("joined.mkv");
        Arrivals arrivals = new Arrivals(new Chunks(media, mine.id()), Mono.just(mine.knownLength()));
        FfmpegCommand command = FfmpegCommand.of(arguments(file))
                .in(folder)
                .within(LIMIT, LIMIT)
                .writingAtMost(LARGEST)
                .atIdlePriority();
        FfmpegProcess process = FfmpegProcess.fed(tools, command, new ChunkFeed(arrivals, 0));
        sink.onDispose(process::stop);
        try {
            FfmpegResult result = process.run();
            if (!result.succeeded()) {
                throw FfmpegFaults.ofMedia(result, TranscodeProblem.NOT_MEDIA);
            }
            // FFmpeg may succeed with an empty file.
            prober.probe(Source.of(file, Demuxer.MATROSKA));
            sink.success(file);
        } catch (IOException | RuntimeException e) {
            sink.error(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.error(e);
        }
    }

    private static List<String> arguments(Path file) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        arguments.addAll(Cage.pipe(Demuxer.MATROSKA));
        arguments.addAll(List.of("-map", "0:v:0?", "-map", "0:a:0?", "-map_metadata", "-1", "-c", "copy"));
        arguments.addAll(List.of("-f", "matroska", file.toString()));
        return arguments;
    }

    /** Below the video's own folder, so that it goes with it. */
    private Mono<ClaimedUpload> store(Recording mine, Path file) {
        String key = "hls/" + mine.rel() + "/" + mine.id() + "/original.mkv";
        return files.put(key, TYPE, file)
                .then(media.stat(key))
                .map(stored -> new ClaimedUpload(
                        mine.id(),
                        mine.rel(),
                        "live-" + mine.id() + ".mkv",
                        key,
                        stored.etag(),
                        stored.size(),
                        "matroska"));
    }
}
