package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A player on a bad line: it has asked for a segment, and takes a little of it at a time. */
final class SlowReader implements Closeable {
    /** As little as can be announced to the server: it must not take the segment to be on its way already. */
    private static final int WINDOW_BYTES = 4096;

    private static final int PIECE_BYTES = 1024;
    private static final String OK = "HTTP/1.1 200 ";

    private final SocketChannel channel = SocketChannel.open();
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    private long received;

    SlowReader(int port, byte[] request) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, WINDOW_BYTES);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        channel.configureBlocking(false);
    }

    /** Takes up to 1 KiB of what is there. @throws IOException if the answer is no segment, or ended */
    void read() throws IOException {
        piece.clear();
        int count = channel.read(piece);
        if (count < 0 || (received == 0 && count > 0 && !begin().equals(OK))) {
            throw new IOException("It ended, or began with " + begin());
        }
        received += count;
    }

    long received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private String begin() {
        return new String(piece.array(), 0, OK.length(), ISO_8859_1);
    }
}
