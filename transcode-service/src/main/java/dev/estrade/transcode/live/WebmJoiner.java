package dev.estrade.transcode.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the chunks of a recording into one WebM stream. Chunks end anywhere, within a frame too; only whole EBML elements
 * (RFC 8794) are passed on, so that after a lost chunk, or in the middle of the recording, the stream goes on cleanly with
 * the next cluster (RFC 9559). Segments and clusters lose their sizes on the way, because what they promised may be lost.
 */
final class WebmJoiner {
    private static final long SEGMENT = 0x18538067L;
    private static final long CLUSTER = 0x1F43B675L;
    /** The first element of a cluster. */
    private static final int TIMESTAMP = 0xE7;

    private static final byte[] CLUSTER_ID = {0x1F, 0x43, (byte) 0xB6, 0x75};
    private static final byte[] UNKNOWN_SIZE = {1, -1, -1, -1, -1, -1, -1, -1};
    private static final long UNKNOWN = -1;
    /** Of an element: a picture of 8K, uncompressed. */
    private static final int LARGEST = 64 << 20;

    private static final int LONGEST_HEAD = 4 + 8;

    private final OutputStream out;
    private final LongConsumer clusters;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private byte[] rest = {};
    private boolean inClusters;
    private boolean searching;

    WebmJoiner(OutputStream out) {
        this(out, time -> {});
    }

    /** @param clusters is told when each begins, in ms of the recording: browsers count in these (RFC 9559, 5.1.2.9) */
    WebmJoiner(OutputStream out, LongConsumer clusters) {
        this.out = out;
        this.clusters = clusters;
    }

    /**
     * Takes the next bytes.
     *
     * @throws IOException from the stream that is written to
     */
    void accept(byte[] chunk) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(joined(rest, chunk));
        while (searching ? findCluster(bytes) : passElement(bytes)) {
            // Goes on for as long as there is a whole one.
        }
        rest = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit());
    }

    /** Something is missing here: the stream goes on with the next cluster. */
    void skip() {
        rest = new byte[] {};
        searching = true;
    }

    /** Whether what stands before the first cluster has been passed on: without it nothing can be read. */
    boolean hasHeader() {
        return inClusters;
    }

    /** What stands before the first cluster. */
    byte[] header() {
        return header.toByteArray();
    }

    /** Begins in the middle: with the header of another joiner of the same recording. */
    void begin(byte[] knownHeader) throws IOException {
        out.write(knownHeader);
        header.writeBytes(knownHeader);
        inClusters = true;
        searching = true;
    }

    private boolean passElement(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        Head head = head(bytes);
        if (head == null) {
            bytes.position(start);
            return searching;
        }
        if (head.id == SEGMENT || head.id == CLUSTER) {
            inClusters |= head.id == CLUSTER;
            pass(bytes.array(), start, head.idLength);
            pass(UNKNOWN_SIZE, 0, UNKNOWN_SIZE.length);
            return true;
        }
        if (head.size == UNKNOWN || head.size > LARGEST) {
            bytes.position(start + 1);
            searching = true;
            return true;
        }
        if (bytes.remaining() < head.size) {
            bytes.position(start);
            return false;
        }
        int content = bytes.position();
        bytes.position(content + (int) head.size);
        if (head.id == TIMESTAMP && inClusters) {
            clusters.accept(unsigned(bytes.array(), content, (int) head.size));
        }
        pass(bytes.array(), start, bytes.position() - start);
        return true;
    }

    /** @return whether it was found, and its bytes come next */
    private boolean findCluster(ByteBuffer bytes) {
        for (int at = bytes.position(); at + LONGEST_HEAD < bytes.limit(); at++) {
            if (isCluster(bytes, at)) {
                bytes.position(at);
                searching = false;
                return true;
            }
        }
        bytes.position(Math.max(bytes.position(), bytes.limit() - LONGEST_HEAD));
        return false;
    }

    /** Frames may hold its id by chance, but hardly with a timestamp behind it. */
    private static boolean isCluster(ByteBuffer bytes, int at) {
        for (int i = 0; i < CLUSTER_ID.length; i++) {
            if (bytes.get(at + i) != CLUSTER_ID[i]) {
                return false;
            }
        }
        int sizeAt = at + CLUSTER_ID.length;
        int length = vintLength(bytes.get(sizeAt));
        return length > 0 && (bytes.get(sizeAt + length) & 0xFF) == TIMESTAMP;
    }

    /** Null if it is not whole; what is no head begins a search. */
    private @Nullable Head head(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return null;
        }
        int idLength = vintLength(bytes.get(bytes.position()));
        if (idLength == 0 || idLength > 4) {
            searching = true;
            return null;
        }
        if (bytes.remaining() <= idLength) {
            return null;
        }
        long id = number(bytes, idLength);
        int sizeLength = vintLength(bytes.get(bytes.position()));
        if (sizeLength == 0) {
            searching = true;
            return null;
        }
        if (bytes.remaining() < sizeLength) {
            return null;
        }
        long bits = number(bytes, sizeLength) & (1L << 7 * sizeLength) - 1;
        return new Head(id, idLength, bits == (1L << 7 * sizeLength) - 1 ? UNKNOWN : bits);
    }

    private void pass(byte[] bytes, int from, int length) throws IOException {
        if (!inClusters) {
            header.write(bytes, from, length);
        }
        out.write(bytes, from, length);
    }

    private static long unsigned(byte[] bytes, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = number << 8 | bytes[i] & 0xFF;
        }
        return number;
    }

    /** Big-endian, with the marker of its length. */
    private static long number(ByteBuffer bytes, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | bytes.get() & 0xFF;
        }
        return number;
    }

    /** RFC 8794, section 4: as many zero bits before the first one, and one more. @return 0 if there are more than 8 */
    private static int vintLength(byte first) {
        int length = Integer.numberOfLeadingZeros(first & 0xFF) - 24 + 1;
        return length > 8 ? 0 : length;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** @param size bytes of its content, or {@link #UNKNOWN} */
    private record Head(long id, int idLength, long size) {}
}
