package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Random;

/** Noise that begins as an MP4 does: it is accepted as a video, and no transcoder makes anything of it. */
final class RandomVideo extends InputStream {
    private static final byte[] HEAD = "\0\0\0\u0018ftypisom".getBytes(ISO_8859_1);
    private static final byte[] NOISE = noise();

    private final long end;
    private long position;

    /** The bytes {@code from} to {@code end}, which is not included. */
    RandomVideo(long from, long end) {
        this.position = from;
        this.end = end;
    }

    static BodyPublisher body(long from, long end) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new RandomVideo(from, end)), end - from);
    }

    @Override
    public int read() {
        if (position == end) {
            return -1;
        }
        byte next = position < HEAD.length ? HEAD[(int) position] : NOISE[(int) (position % NOISE.length)];
        position++;
        return next & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == end) {
            return -1;
        }
        byte[] source = position < HEAD.length ? HEAD : NOISE;
        int from = (int) (position % source.length);
        int count = (int) Math.min(Math.min(length, source.length - from), end - position);
        System.arraycopy(source, from, target, offset, count);
        position += count;
        return count;
    }

    private static byte[] noise() {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
