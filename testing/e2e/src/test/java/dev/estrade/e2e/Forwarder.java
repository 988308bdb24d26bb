package dev.estrade.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One address before several ports, as a Service of Kubernetes is: new connections go to the targets in turn, open ones
 * stay where they are, and nothing in them is read. Closed, it refuses connections.
 */
final class Forwarder implements Closeable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Integer> targets = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final int port;
    private volatile @Nullable ServerSocket door;

    Forwarder() {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return "http://localhost:" + port;
    }

    Forwarder open() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            door = opened;
            threads.execute(() -> accept(opened));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Forwarder to(int target) {
        targets.add(target);
        return this;
    }

    void leaveOut(int target) {
        targets.remove(Integer.valueOf(target));
    }

    @Override
    public void close() {
        try (ServerSocket open = door) {
            door = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept(ServerSocket opened) {
        try (opened) {
            while (true) {
                Socket client = opened.accept();
                threads.execute(() -> forward(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void forward(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), next())) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.execute(() -> pass(client, server));
            pass(server, client);
        } catch (IOException gone) {
            // Both ends see it.
        }
    }

    private int next() throws IOException {
        List<Integer> all = List.copyOf(targets);
        if (all.isEmpty()) {
            throw new ConnectException("There is no target");
        }
        return all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
    }

    private static void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException gone) {
            // Both ends see it.
        }
    }
}
