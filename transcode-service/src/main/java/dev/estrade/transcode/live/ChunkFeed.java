package dev.estrade.transcode.live;

import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.support.problem.Faults;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a recording to FFmpeg, chunk after chunk as they arrive. One that does not, although later ones do, is passed
 * over; a store that is away is waited for.
 */
final class ChunkFeed implements FfmpegProcess.Feed {
    private static final Logger log = LoggerFactory.getLogger(ChunkFeed.class);
    private static final Duration LOOK = Duration.ofMillis(400);
    /** Between two looks at all that is there, for what has overtaken the next one. */
    private static final int LOOKS_PER_LIST = 5;
    /** In which a chunk may be overtaken by others. */
    private static final int PATIENCE_IN_LOOKS = 20;

    private final Chunks chunks;
    private final Supplier<OptionalInt> length;
    private final AtomicInteger next;

    /**
     * @param first where it begins; the stream's header is that of the recording in any case
     * @param length of the recording, once it has ended: then nothing is waited for
     */
    ChunkFeed(Chunks chunks, int first, Supplier<OptionalInt> length) {
        this.chunks = chunks;
        this.next = new AtomicInteger(first);
        this.length = length;
    }

    /** The chunk after the last that was written. */
    int next() {
        return next.get();
    }

    @Override
    public void writeTo(OutputStream input) throws IOException, InterruptedException {
        WebmJoiner joiner = new WebmJoiner(input);
        if (next.get() > 0) {
            joiner.begin(header());
        }
        int looks = 0;
        while (!hasEnded()) {
            Optional<byte[]> bytes = read(next.get());
            if (bytes.isPresent()) {
                joiner.accept(bytes.get());
                input.flush();
                next.incrementAndGet();
                looks = 0;
            } else if (!passOver(joiner, looks++)) {
                Thread.sleep(LOOK.toMillis());
            }
        }
    }

    private boolean hasEnded() {
        OptionalInt end = length.get();
        return end.isPresent() && next.get() >= end.getAsInt();
    }

    /** @return whether a later chunk is taken instead of the next one */
    private boolean passOver(WebmJoiner joiner, int looks) throws InterruptedException {
        OptionalInt end = length.get();
        if (end.isEmpty() && looks % LOOKS_PER_LIST != LOOKS_PER_LIST - 1) {
            return false;
        }
        OptionalInt later = laterThan(next.get());
        if (end.isPresent()) {
            jump(joiner, Math.min(later.orElse(end.getAsInt()), end.getAsInt()));
            return true;
        }
        if (later.isPresent() && looks >= PATIENCE_IN_LOOKS) {
            jump(joiner, later.getAsInt());
            return true;
        }
        return false;
    }

    private void jump(WebmJoiner joiner, int to) {
        log.warn("Of {}, chunks {} to {} are lost", chunks, next.get(), to - 1);
        joiner.skip();
        next.set(to);
    }

    /** The header stands at the beginning of the first chunk, and may be longer than that. */
    private byte[] header() throws IOException, InterruptedException {
        WebmJoiner joiner = new WebmJoiner(OutputStream.nullOutputStream());
        for (int seq = 0; !joiner.hasHeader(); seq++) {
            Optional<byte[]> bytes = read(seq);
            if (bytes.isEmpty()) {
                throw new IOException("The header of " + chunks + " is gone");
            }
            joiner.accept(bytes.get());
        }
        return joiner.header();
    }

    private Optional<byte[]> read(int seq) throws InterruptedException {
        return patiently(() -> chunks.read(seq));
    }

    private OptionalInt laterThan(int seq) throws InterruptedException {
        return patiently(() -> chunks.next(seq + 1));
    }

    private <T> T patiently(Supplier<T> call) throws InterruptedException {
        while (true) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                if (!Faults.isDependency(e)) {
                    throw e;
                }
                log.warn("{} waits for the store: {}", chunks, e.toString());
                Thread.sleep(5 * LOOK.toMillis());
            }
        }
    }
}
