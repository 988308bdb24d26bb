package dev.estrade.support.movie;

import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** Finds the {@code moov} box of a file that is read by ranges. */
public final class MovieBox {
    /** Of several hours. What is larger is not looked into: it is held in memory. */
    private static final long LARGEST = 16L << 20;

    /** Often the whole of it, if it comes first. */
    private static final int LOOK = 64 << 10;

    private static final int HEADER = 16;
    private static final int MOST_BOXES = 32;

    private final long size;
    private final BiFunction<Long, Long, Mono<byte[]>> ranges;

    /**
     * @param size of the file
     * @param ranges bytes from one offset to another, both included
     */
    public MovieBox(long size, BiFunction<Long, Long, Mono<byte[]>> ranges) {
        this.size = size;
        this.ranges = ranges;
    }

    /** Its body; empty if there is none, or none of a sensible size. */
    public Mono<byte[]> read() {
        return find(0, MOST_BOXES);
    }

    private Mono<byte[]> find(long at, int boxes) {
        if (boxes == 0 || at + HEADER > size) {
            return Mono.empty();
        }
        return ranges.apply(at, Math.min(size, at + LOOK) - 1).flatMap(bytes -> {
            Box.Header header = Box.Header.read(ByteBuffer.wrap(bytes)).within(size - at);
            if (!header.fits(size - at)) {
                return Mono.empty();
            }
            return header.is("moov") ? body(header, at, bytes) : find(at + header.size(), boxes - 1);
        });
    }

    private Mono<byte[]> body(Box.Header header, long at, byte[] start) {
        if (header.size() > LARGEST || header.size() == header.length()) {
            return Mono.empty();
        }
        if (header.size() > start.length) {
            return ranges.apply(at + header.length(), at + header.size() - 1);
        }
        byte[] body = new byte[(int) header.size() - header.length()];
        System.arraycopy(start, header.length(), body, 0, body.length);
        return Mono.just(body);
    }
}
