package dev.estrade.gateway.status;

import dev.estrade.support.status.ServiceStatus;
import dev.estrade.support.status.Status;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
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
        return answer.getT2().with(ServiceStatus.up(name, null, answer.getT1()));
    }

    private static ServiceStatus failed(String name, Throwable failure) {
        if (failure instanceof WebClientResponseException answered) {
            return ServiceStatus.down(
                    name, "It answered " + answered.getStatusCode().value() + ".");
        }
        return ServiceStatus.down(
                name,
                failure instanceof TimeoutException
                        ? "It did not answer within " + PATIENCE.toSeconds() + " s."
                        : "It cannot be reached.");
    }
}
