package dev.estrade.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events as a frontend does: with fetch and a bearer header, by the WHATWG's rules. */
public final class EventStream implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PATIENCE_S = 30;

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Received> events = new LinkedBlockingQueue<>();
    private final AtomicInteger heartbeats = new AtomicInteger();
    private final Thread reader = new Thread(this::read, "event-stream");
    private volatile String lastEventId;
    private volatile @Nullable String retry;

    /**
     * @param id the last event id after this event
     * @param at when it came
     */
    public record Received(String name, String id, String data, Instant at) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    private EventStream(HttpResponse<InputStream> response, String lastEventId) {
        this.response = response;
        this.lastEventId = lastEventId;
        reader.setDaemon(true);
        reader.start();
    }

    public static EventStream open(String uri, String token) {
        return open(uri, token, "");
    }

    /** @param lastEventId empty for a client that knows nothing */
    public static EventStream open(String uri, String token, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new EventStream(CLIENT.send(request.build(), BodyHandlers.ofInputStream()), lastEventId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** Waits for the next event. */
    public Received next() {
        Received event = take(PATIENCE_S * 1000L);
        if (event == null) {
            throw new AssertionError("No event came; the stream " + (reader.isAlive() ? "is open" : "has ended"));
        }
        return event;
    }

    /** All events until one of this name with this text in its data, that one included. */
    public List<Received> until(String name, String text) {
        List<Received> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!all.get(all.size() - 1).name().equals(name)
                || !all.get(all.size() - 1).data().contains(text));
        return all;
    }

    /** What comes in this time. */
    public List<Received> during(long millis) {
        List<Received> all = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            Received event = take(left);
            if (event != null) {
                all.add(event);
            }
        }
        return all;
    }

    public int heartbeats() {
        return heartbeats.get();
    }

    /** With which a client comes back. */
    public String lastEventId() {
        return lastEventId;
    }

    /** Waits for the end of the stream, for the pause it asks for, if it does. */
    public @Nullable String awaitEnd() {
        try {
            reader.join(PATIENCE_S * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reader.isAlive()) {
            throw new AssertionError("The stream goes on");
        }
        return retry;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Received take(long millis) {
        try {
            return events.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void read() {
        String name = "message";
        StringBuilder data = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Received(name, lastEventId, data.toString().strip(), Instant.now()));
                    data.setLength(0);
                    name = "message";
                } else if (line.startsWith(":")) {
                    heartbeats.incrementAndGet();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5)).append('\n');
                } else if (line.startsWith("id:")) {
                    lastEventId = line.substring(3).strip();
                } else if (line.startsWith("retry:")) {
                    retry = line.substring(6).strip();
                }
            }
        } catch (IOException e) {
            data.setLength(0);
        }
    }
}
