package dev.estrade.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service that streams what a test tells it to, to all who read. */
final class EventSource implements AutoCloseable {
    private static final List<EventSource> CURRENT = new CopyOnWriteArrayList<>();
    private static final DisposableServer SERVER =
            HttpServer.create().port(0).handle(EventSource::handle).bindNow();
    static final String URI = "http://localhost:" + SERVER.port();

    private final Sinks.Many<String> pieces = Sinks.many().multicast().directBestEffort();
    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();

    private EventSource() {}

    static EventSource started() {
        EventSource source = new EventSource();
        CURRENT.clear();
        CURRENT.add(source);
        return source;
    }

    void emit(String piece) {
        pieces.tryEmitNext(piece).orThrow();
    }

    void awaitReaders(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> pieces.currentSubscriberCount() == count);
    }

    /** As they came, empty where there was none. */
    List<String> lastEventIds() {
        return lastEventIds;
    }

    @Override
    public void close() {
        pieces.tryEmitComplete();
    }

    private static Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        EventSource source = CURRENT.get(0);
        String lastEventId = request.requestHeaders().get("Last-Event-ID");
        source.lastEventIds.add(lastEventId == null ? "" : lastEventId);
        return response.header("Content-Type", "text/event-stream")
                .sse()
                .sendString(source.pieces.asFlux().startWith(":\n\n"));
    }
}
