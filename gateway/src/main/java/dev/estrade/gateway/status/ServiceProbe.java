package dev.estrade.gateway.status;

import dev.estrade.support.status.ServiceStatus;
import dev.estrade.support.status.Status;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.util.function.Tuple2;

/** Asks a service how it is. Past the breakers, which tell of what was, not of what is. */
@Component
class ServiceProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final WebClient http;

    ServiceProbe(HttpClient connections) {
        this.http = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(connections))
                .build();
    }

    /** Never fails. */
    Mono<Status> ask(String name, URI address, String authorization) {
        return http.get()
                .uri(address.resolve("/api/status"))
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .retrieve()
                .bodyToMono(Status.class)
                .timeout(PATIENCE)
                .elapsed()
                .map(answer -> up(name, answer))
                .onErrorResume(failure -> Mono.just(Status.of(failed(name, failure))));
    }

    private static Status up(String name, Tuple2<Long, Status> answer) {
        Status status = answer.getT2();
        return status.with(ServiceStatus.up(name, detail(status), answer.getT1()));
    }

    /** What a service has to say of itself. */
    private static @Nullable String detail(Status status) {
        return status.services().isEmpty() ? null : status.services().get(0).detail();
    }

    private static ServiceStatus failed(String name, Throwable failure) {
        if (failure instanceof WebClientResponseException answered) {
            return ServiceStatus.down(
                    name, "It answered " + answered.getStatusCode().value() + ".");
        }
        if (failure instanceof TimeoutException) {
            return ServiceStatus.down(name, "It did not answer within " + PATIENCE.toSeconds() + " s.");
        }
        return ServiceStatus.down(
                name, failure instanceof DecodingException ? "Its answer cannot be read." : "It cannot be reached.");
    }
}
