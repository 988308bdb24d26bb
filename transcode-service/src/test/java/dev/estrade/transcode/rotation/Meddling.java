package dev.estrade.transcode.rotation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Holds the writing of one object until it is let go, if wanted as a store would take it that ignores conditions. */
final class Meddling implements ExchangeFilterFunction {
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private volatile String held = "";
    private volatile boolean conditional;
    private volatile Sinks.Empty<Void> gate = Sinks.empty();
    private volatile Sinks.Empty<Void> arrival = Sinks.empty();

    /** @param name a part of the object's key */
    void hold(String name, boolean honoursConditions) {
        answers.clear();
        gate = Sinks.empty();
        arrival = Sinks.empty();
        conditional = honoursConditions;
        held = name;
    }

    Mono<Void> arrived() {
        return arrival.asMono();
    }

    void letGo() {
        held = "";
        gate.tryEmitEmpty();
    }

    /** The store's, to what was held. */
    List<Integer> answers() {
        return answers;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        boolean mine = !held.isEmpty()
                && request.method() == HttpMethod.PUT
                && request.url().getPath().contains(held);
        if (!mine) {
            return next.exchange(request);
        }
        ClientRequest sent = conditional
                ? request
                : ClientRequest.from(request)
                        .headers(headers -> headers.remove(HttpHeaders.IF_MATCH))
                        .build();
        return Mono.fromRunnable(arrival::tryEmitEmpty)
                .then(gate.asMono())
                .then(next.exchange(sent))
                .doOnNext(answer -> answers.add(answer.statusCode().value()));
    }
}
