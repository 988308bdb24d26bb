package dev.estrade.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** Reads a stream to its end and keeps the last bytes. */
final class Tail {
    private final byte[] ring;
    private long total;

    Tail(int capacity) {
        this.ring = new byte[capacity];
    }

    synchronized void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (total++ % ring.length)] = bytes[i];
        }
    }

    void drain(InputStream stream) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            add(buffer, read);
        }
    }

    synchronized String text() {
        if (total <= ring.length) {
            return new String(ring, 0, (int) total, UTF_8);
        }
        int start = (int) (total % ring.length);
        byte[] ordered = new byte[ring.length];
        System.arraycopy(ring, start, ordered, 0, ring.length - start);
        System.arraycopy(ring, 0, ordered, ring.length - start, start);
        return new String(ordered, UTF_8);
    }
}
