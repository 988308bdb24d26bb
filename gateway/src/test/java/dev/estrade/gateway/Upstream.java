package dev.estrade.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service behind the gateway that remembers what reached it and says so. */
final class Upstream implements AutoCloseable {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    Upstream(String name) {
        server = HttpServer.create()
                .port(0)
                .handle((request, response) -> answer(name, request, response))
                .bindNow();
    }

    String uri() {
        return "http://localhost:" + server.port();
    }

    List<Received> received() {
        return received;
    }

    private Publisher<Void> answer(String name, HttpServerRequest request, HttpServerResponse response) {
        Map<String, String> headers = request.requestHeaders().entries().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().toLowerCase(java.util.Locale.ROOT), Map.Entry::getValue, (a, b) -> a));
        received.add(new Received(request.uri(), headers));
        Duration pause = Duration.ofMillis(request.uri().contains("/slow") ? 2_000 : 0);
        String body = name + " " + request.method() + " " + request.uri();
        return request.receive()
                .then(Mono.delay(pause))
                .then(response.header("ETag", "\"e1\"")
                        .sendString(Mono.just(body))
                        .then());
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    record Received(String uri, Map<String, String> headers) {}
}
