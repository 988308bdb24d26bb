package dev.estrade.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to the object store that can be cut and mended, for a service under test. */
public final class StoreLine implements AutoCloseable {
    private final URI store = URI.create(Infra.running().address("ESTRADE_S3_ENDPOINT"));
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private StoreLine(ServerSocket door) {
        this.door = door;
    }

    public static StoreLine open() {
        try {
            StoreLine line = new StoreLine(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            daemon(line::serve);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code ESTRADE_S3_ENDPOINT} of a service that reaches the store over this line. */
    public String endpoint() {
        return "http://localhost:" + door.getLocalPort();
    }

    /** Whatever is under way breaks, and nothing gets through until it is mended. */
    public void cut() {
        cut = true;
        open.forEach(StoreLine::closeQuietly);
        open.clear();
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        closeQuietly(door);
        cut();
    }

    private void serve() throws IOException {
        while (!door.isClosed()) {
            Socket caller = door.accept();
            if (cut) {
                caller.close();
                continue;
            }
            Socket there = new Socket(store.getHost(), store.getPort());
            open.add(caller);
            open.add(there);
            daemon(() -> pass(caller, there));
            daemon(() -> pass(there, caller));
        }
    }

    private void pass(Socket from, Socket to) throws IOException {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void daemon(Passing passing) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passing.run();
                    } catch (IOException ended) {
                        // Either side hung up, or the line was cut.
                    }
                },
                "store-line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception alreadyBroken) {
            // It is closed.
        }
    }

    private interface Passing {
        void run() throws IOException;
    }
}
