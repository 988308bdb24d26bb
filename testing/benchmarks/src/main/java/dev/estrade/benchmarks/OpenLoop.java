package dev.estrade.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests at a fixed rate, however late the answers come; each is timed from when it was due, so that a server that stops
 * for a while is charged for all who had to wait. Runs in a process of its own: one order per line in, one answer out.
 */
final class OpenLoop {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CONNECTIONS = 50;

    private final Order order;
    private final double[] milliseconds;
    private final long begin;

    /** @param paths asked for in turns */
    record Order(int port, Map<String, String> headers, List<String> paths, int perSecond, int seconds) {}

    /** Milliseconds from when a request was due until its answer was whole. */
    record Answer(double p50, double p99) {
        static Answer of(double[] milliseconds) {
            List<Double> all = DoubleStream.of(milliseconds).boxed().toList();
            return new Answer(Quantiles.median(all), Quantiles.of(all, 0.99));
        }
    }

    private OpenLoop(Order order) {
        this.order = order;
        this.milliseconds = new double[order.perSecond * order.seconds];
        this.begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    }

    static void serve() throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            OpenLoop loop = new OpenLoop(JSON.readValue(line, Order.class));
            loop.run();
            System.out.println(JSON.writeValueAsString(Answer.of(loop.milliseconds)));
        }
    }

    private void run() throws Exception {
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int first = i;
                done.add(connections.submit(() -> {
                    ask(first);
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            connections.shutdownNow();
        }
    }

    /** Every fiftieth request. */
    private void ask(int first) throws IOException {
        List<byte[]> requests = order.paths.stream()
                .map(path -> HttpSocket.request(path, order.headers))
                .toList();
        try (HttpSocket socket = new HttpSocket(order.port)) {
            for (int i = first; i < milliseconds.length; i += CONNECTIONS) {
                long due = begin + TimeUnit.SECONDS.toNanos(i) / order.perSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                // Not by the number alone: a connection would ask for the same file each time.
                socket.exchange(requests.get((i + i / CONNECTIONS) % requests.size()));
                milliseconds[i] = (System.nanoTime() - due) / 1e6;
            }
        }
    }
}
