package dev.estrade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.EventStream;
import dev.estrade.test.EventStream.Received;
import dev.estrade.test.Issuer;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Event streams through gateways that come and go. */
class EventStreamsIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final String PATH = "/api/formations/f1/events";

    private static ConfigurableApplicationContext gateway;
    private EventSource source;

    @BeforeAll
    static void start() {
        gateway = gateway(0);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ISSUER.close();
    }

    @BeforeEach
    void open() {
        source = EventSource.started();
    }

    @AfterEach
    void close() {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/api/notifications/stream", "/api/images/j1/events", "/api/videos/j1/events"})
    void passesEachEventAtOnceAndLongBeyondTheTimeToAnswer(String path) {
        try (EventStream events = stream(gateway, path, "7")) {
            source.awaitReaders(1);
            assertThat(events.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            for (int i = 0; i < 5; i++) {
                source.emit("id: " + i + "\ndata: {\"n\":" + i + "}\n\n");
                Received event = events.next();
                assertThat(event.json().path("n").asInt()).isEqualTo(i);
                Awaitility.await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            }
            source.emit(":\n\n");
            Awaitility.await().until(() -> events.heartbeats() == 2);
            assertThat(source.lastEventIds()).endsWith("7");
        }
        source.awaitReaders(0);
    }

    @Test
    void wantsAnAccessToken() {
        try (EventStream refused = EventStream.open(uri(gateway, PATH), "x.y.z")) {
            assertThat(refused.response().statusCode()).isEqualTo(401);
        }
    }

    @Test
    void letsGoOfItsStreamsWhenItStopsAndAClientGoesOnWithTheNextGateway() {
        ConfigurableApplicationContext leaving = gateway(0);
        EventStream before = stream(leaving, PATH, "");
        source.awaitReaders(1);
        source.emit("id: 41\ndata: {\"n\":41}\n\nid: 42\ndata: {\"n\":");
        assertThat(before.next().id()).isEqualTo("41");

        long begun = System.nanoTime();
        leaving.close();

        assertThat(before.awaitEnd()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(before.during(100)).isEmpty();
        try (EventStream again = stream(gateway, PATH, "41")) {
            source.awaitReaders(1);
            assertThat(source.lastEventIds()).endsWith("41");
            source.emit("id: 42\ndata: {\"n\":42}\n\n");
            assertThat(again.next().id()).isEqualTo("42");
        }
    }

    private static EventStream stream(ConfigurableApplicationContext through, String path, String lastEventId) {
        return EventStream.open(uri(through, path), ISSUER.token("trainer"), lastEventId);
    }

    private static String uri(ConfigurableApplicationContext through, String path) {
        return "http://localhost:" + through.getEnvironment().getProperty("local.server.port") + path;
    }

    private static ConfigurableApplicationContext gateway(int port) {
        Map<String, Object> settings = Map.of(
                "server.port",
                port,
                "MANAGEMENT_SERVER_PORT",
                0,
                "ESTRADE_JWK_SET_URI",
                ISSUER.jwkSetUri(),
                "ESTRADE_TOKEN_SECRETS",
                "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "ESTRADE_CATALOG_URI",
                EventSource.URI,
                "ESTRADE_GENERATION_URI",
                EventSource.URI,
                // Much shorter than a stream.
                "spring.cloud.gateway.server.webflux.httpclient.response-timeout",
                "500ms");
        return new SpringApplication(GatewayApplication.class, OwnThreads.class)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** So that one gateway ends without the threads of the other tests. */
    @Configuration(proxyBeanMethods = false)
    static class OwnThreads {
        @Bean
        ReactorResourceFactory ownThreads() {
            ReactorResourceFactory threads = new ReactorResourceFactory();
            threads.setUseGlobalResources(false);
            return threads;
        }
    }
}
