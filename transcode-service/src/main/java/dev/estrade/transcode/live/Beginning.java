package dev.estrade.transcode.live;

import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.live.LiveStream.Format;
import dev.estrade.transcode.plan.Ladder;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.probe.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What a recording holds, by its first chunks. Blocks. */
final class Beginning {
    private static final Duration LOOK = Duration.ofMillis(400);
    /** Chunks without a picture or a sound before it is given up. */
    private static final int ENOUGH = 8;

    private final Chunks chunks;
    private final Supplier<OptionalInt> length;
    private final Prober prober;

    Beginning(Chunks chunks, Supplier<OptionalInt> length, Prober prober) {
        this.chunks = chunks;
        this.length = length;
        this.prober = prober;
    }

    /**
     * Waits for as many chunks as it takes.
     *
     * @return empty if the recording ended before
     * @throws MediaException if nothing can be played of it
     */
    Optional<Format> format(Path folder) throws IOException, InterruptedException {
        for (int count = 1; isThere(count - 1); count++) {
            try {
                return Optional.of(formatOf(prober.probe(joined(folder, count))));
            } catch (MediaException incomplete) {
                if (count == ENOUGH) {
                    throw incomplete;
                }
            }
        }
        return Optional.empty();
    }

    private Source joined(Path folder, int count) throws IOException, InterruptedException {
        Path file = folder.resolve("beginning.webm");
        try (OutputStream out = Files.newOutputStream(file)) {
            new ChunkFeed(chunks, 0, () -> OptionalInt.of(count)).writeTo(out);
        }
        return Source.of(file, Demuxer.MATROSKA);
    }

    private boolean isThere(int seq) throws InterruptedException {
        while (chunks.next(seq).isEmpty()) {
            if (length.get().isPresent()) {
                return false;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    private static Format formatOf(Probe probe) {
        Probe.Video video = probe.video();
        boolean sound = !probe.sounds().isEmpty();
        if (video == null && !sound) {
            throw new MediaException(TranscodeProblem.NOT_MEDIA, "neither picture nor sound");
        }
        return new Format(video == null ? null : Ladder.single(video, StreamRun.FRAME_RATE), sound);
    }
}
