package dev.estrade.transcode.live;

import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.transcode.live.Chunks.Chunk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a recording to FFmpeg, on a thread of its own. */
final class ChunkFeed implements FfmpegProcess.Feed {
    private static final Logger log = LoggerFactory.getLogger(ChunkFeed.class);

    private final Arrivals arrivals;
    private final AtomicInteger next;
    /** Chunks by the times of the clusters that were passed on with them, in ms. */
    private final NavigableMap<Long, Integer> times = new ConcurrentSkipListMap<>();

    /** @param first where it begins; the stream's header is that of the recording in any case */
    ChunkFeed(Arrivals arrivals, int first) {
        this.arrivals = arrivals;
        this.next = new AtomicInteger(first);
    }

    /**
     * With which chunk another feed goes on so that nothing is left out.
     *
     * @param seconds of the recording that were played
     */
    int chunkAt(double seconds) {
        Map.Entry<Long, Integer> reached = times.floorEntry((long) (seconds * 1000));
        // The cluster may have begun at the end of the chunk before.
        return reached == null ? 0 : Math.max(0, reached.getValue() - 1);
    }

    @Override
    public void writeTo(OutputStream input) throws IOException {
        WebmJoiner joiner = new WebmJoiner(input, time -> times.put(time, next.get()));
        if (next.get() > 0) {
            joiner.begin(header());
        }
        for (Chunk chunk : arrivals.from(next.get()).toIterable(1)) {
            if (chunk.seq() > next.get()) {
                log.warn("Chunks {} to {} are lost", next.get(), chunk.seq() - 1);
                joiner.skip();
            }
            next.set(chunk.seq());
            joiner.accept(chunk.bytes());
            input.flush();
            next.set(chunk.seq() + 1);
        }
    }

    /** It stands at the beginning of the first chunk, and may be longer than that. */
    private byte[] header() {
        WebmJoiner joiner = new WebmJoiner(OutputStream.nullOutputStream());
        arrivals.from(0)
                .takeUntil(chunk -> completes(joiner, chunk))
                .toStream(1)
                .forEach(read -> {});
        return joiner.header();
    }

    private static boolean completes(WebmJoiner joiner, Chunk chunk) {
        try {
            joiner.accept(chunk.bytes());
            return joiner.hasHeader();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
