package dev.estrade.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.test.Issuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/** Two services, of which one hangs. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class IsolationIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Upstream UPLOAD = new Upstream("upload");
    private static final AtomicBoolean HANGS = new AtomicBoolean(true);
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final DisposableServer CATALOG = HttpServer.create()
            .port(0)
            .handle((request, response) -> {
                ASKED.incrementAndGet();
                return HANGS.get() ? Mono.never() : response.sendString(Mono.just("catalog"));
            })
            .bindNow();

    private static final int MOST_WAITING = 25;

    /** As in Isolation. */
    private static final int LEAST_CALLS = 20;

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private RouteLocator routes;

    private final String token = ISSUER.token("trainer", "trainer");
    private final ConnectionProvider connections = ConnectionProvider.create("test", 2 * MOST_WAITING);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("ESTRADE_JWK_SET_URI", ISSUER::jwkSetUri);
        settings.add("ESTRADE_TOKEN_SECRETS", () -> "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.add("ESTRADE_CATALOG_URI", () -> "http://localhost:" + CATALOG.port());
        settings.add("ESTRADE_UPLOAD_URI", UPLOAD::uri);
        settings.add("MANAGEMENT_SERVER_PORT", () -> "0");
        settings.add("ESTRADE_RATE_PER_ADDRESS", () -> "0");
        settings.add("ESTRADE_RATE_PER_USER", () -> "0");
        settings.add("ESTRADE_WAITING_PER_SERVICE", () -> String.valueOf(MOST_WAITING));
        settings.add("spring.cloud.gateway.server.webflux.httpclient.response-timeout", () -> "10s");
    }

    @AfterAll
    static void stop() {
        CATALOG.disposeNow();
        UPLOAD.close();
        ISSUER.close();
    }

    @AfterEach
    void disconnect() {
        connections.dispose();
    }

    /** One after the other: first too many wait, then they fail, then the service is let alone, then it is back. */
    @Test
    void oneServiceThatHangsHoldsUpNoOther() {
        Disposable waiting = Flux.range(0, MOST_WAITING)
                .flatMap(i -> status("/api/formations").onErrorComplete(), MOST_WAITING)
                .subscribe();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(meters.get("resilience4j.bulkhead.available.concurrent.calls")
                                .tag("name", "catalog")
                                .gauge()
                                .value())
                        .isZero());

        assertThat(status("/api/formations").block()).isEqualTo(503);
        assertThat(status("/api/uploads/u1").block()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(isOpen()).isTrue());
        waiting.dispose();
        int asked = ASKED.get();
        Flux.range(0, LEAST_CALLS).concatMap(i -> status("/api/formations")).blockLast();
        assertThat(ASKED.get() - asked).isLessThan(LEAST_CALLS);
        assertThat(status("/api/uploads/u1").block()).isEqualTo(200);

        HANGS.set(false);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(status("/api/formations").block()).isEqualTo(200));
    }

    /** Retry and its like hold back whole bodies. */
    @Test
    void noRouteKeepsABody() {
        assertThat(routes.getRoutes()
                        .flatMapIterable(route -> route.getFilters())
                        .map(filter -> filter instanceof OrderedGatewayFilter ordered
                                ? ordered.getDelegate().toString()
                                : filter.toString())
                        .collectList()
                        .block())
                .isNotEmpty()
                .noneMatch(filter -> filter.matches("(?s).*(Retry|Cache|Modify).*"));
    }

    private boolean isOpen() {
        return meters.get("resilience4j.circuitbreaker.state")
                        .tag("name", "catalog")
                        .tag("state", "open")
                        .gauge()
                        .value()
                == 1;
    }

    private Mono<Integer> status(String path) {
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
                .build()
                .get()
                .uri("http://localhost:" + port + path)
                .header("Authorization", "Bearer " + token)
                .exchangeToMono(IsolationIT::statusOf);
    }

    private static Mono<Integer> statusOf(ClientResponse answer) {
        return answer.releaseBody().thenReturn(answer.statusCode().value());
    }
}
