package dev.estrade.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A generation backend over real HTTP that misbehaves as told: by prompt what it answers to requests, by job what it says
 * when it is asked, by name what files it has.
 */
public final class FakeBackend {
    private static final Reply TAKEN = new Reply(202, "{}", Map.of(), null);

    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Set<String>> traces = new ConcurrentHashMap<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile boolean down;

    /** @param held until which it does not answer; null for at once */
    public record Reply(
            int status,
            String body,
            Map<String, String> headers,
            @Nullable CountDownLatch held) {
        public static Reply of(int status) {
            return new Reply(status, "{}", Map.of(), null);
        }

        public Reply with(String header, String value) {
            return new Reply(status, body, Map.of(header, value), held);
        }

        public Reply saying(String words) {
            return new Reply(status, words, headers, held);
        }

        public Reply heldBy(CountDownLatch latch) {
            return new Reply(status, body, headers, latch);
        }
    }

    private FakeBackend(HttpServer server) {
        this.server = server;
    }

    static FakeBackend start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            FakeBackend backend = new FakeBackend(server);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "fake-backend");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", backend::handle);
            server.start();
            return backend;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://localhost:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** One after the other; after them it takes the job. */
    public void answers(String prompt, Reply... inTurn) {
        replies.put(prompt, new ArrayDeque<>(List.of(inTurn)));
    }

    /** Whether it answers 503 to every request for a picture or a clip. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** What it says of a job that it is asked about; without it, 404. */
    public void says(String jobId, String json) {
        states.put(jobId, json);
    }

    /** @return where it lies */
    public String file(String name, byte[] bytes) {
        files.put(name, bytes);
        return url() + "/files/" + name;
    }

    /** What it was sent for this job. */
    public List<JsonNode> requests(String jobId) {
        return requests.stream()
                .filter(request -> request.path("job_id").asString().equals(jobId))
                .toList();
    }

    /** The {@code traceparent} of what it was sent for this job. */
    Set<String> traces(String jobId) {
        return traces.getOrDefault(jobId, Set.of());
    }

    public List<String> cancelled() {
        return cancelled;
    }

    public long asked(String jobId) {
        return asked.stream().filter(jobId::equals).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path[1].equals("files")) {
            serve(exchange, path[2]);
        } else if (path[path.length - 1].equals("generate")) {
            JsonNode request = JsonMapper.shared().readTree(body);
            requests.add(request);
            traces.computeIfAbsent(request.path("job_id").asString(), job -> ConcurrentHashMap.newKeySet())
                    .addAll(exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
            send(exchange, down ? Reply.of(503) : next(request.path("prompt").asString()));
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            cancelled.add(path[3]);
            send(exchange, Reply.of(204).saying(""));
        } else {
            asked.add(path[3]);
            String state = states.get(path[3]);
            send(exchange, state == null ? Reply.of(404) : Reply.of(200).saying(state));
        }
    }

    private Reply next(String prompt) {
        Deque<Reply> inTurn = replies.getOrDefault(prompt, new ArrayDeque<>());
        synchronized (inTurn) {
            return inTurn.isEmpty() ? TAKEN : inTurn.poll();
        }
    }

    private void serve(HttpExchange exchange, String name) throws IOException {
        byte[] bytes = files.get(name);
        if (name.startsWith("redirect")) {
            send(exchange, Reply.of(302).with("Location", url() + "/files/a.png"));
        } else if (bytes == null) {
            send(exchange, Reply.of(404));
        } else {
            // Without a length where a test wants none.
            exchange.sendResponseHeaders(200, name.startsWith("chunked") ? 0 : bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        CountDownLatch held = reply.held();
        if (held != null) {
            await(held);
        }
        byte[] body = reply.body().getBytes(UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
