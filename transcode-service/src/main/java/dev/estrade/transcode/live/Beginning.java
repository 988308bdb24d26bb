package dev.estrade.transcode.live;

import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.live.Chunks.Chunk;
import dev.estrade.transcode.live.LiveStream.Format;
import dev.estrade.transcode.plan.Ladder;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What a recording holds, by as many of its first chunks as it takes to know. */
final class Beginning {
    /** Chunks without a picture or a sound before it is given up. */
    private static final int ENOUGH = 8;

    private final Prober prober;
    private final Path folder;
    private final ByteArrayOutputStream joined = new ByteArrayOutputStream();
    private final WebmJoiner joiner = new WebmJoiner(joined);

    Beginning(Prober prober, Path folder) {
        this.prober = prober;
        this.folder = folder;
    }

    /**
     * @param scheduler where this may block
     * @return empty if the recording ended before; fails with MediaException if nothing can be played of it
     */
    Mono<Format> format(Arrivals arrivals, Scheduler scheduler) {
        return arrivals.from(0)
                .take(ENOUGH)
                .index()
                .concatMap(chunk -> Mono.fromCallable(() -> with(chunk.getT2()))
                        .subscribeOn(scheduler)
                        .onErrorResume(
                                MediaException.class,
                                incomplete -> chunk.getT1() + 1 < ENOUGH ? Mono.empty() : Mono.error(incomplete)))
                .next();
    }

    private Format with(Chunk chunk) throws IOException, InterruptedException {
        joiner.accept(chunk.bytes());
        Path file = Files.write(folder.resolve("beginning.webm"), joined.toByteArray());
        return formatOf(prober.probe(Source.of(file, Demuxer.MATROSKA)));
    }

    private static Format formatOf(Probe probe) {
        Probe.Video video = probe.video();
        boolean sound = !probe.sounds().isEmpty();
        if (video == null && !sound) {
            throw new MediaException(TranscodeProblem.NOT_MEDIA, "neither picture nor sound");
        }
        return new Format(probe.start(), video == null ? null : Ladder.single(video, StreamRun.FRAME_RATE), sound);
    }
}
