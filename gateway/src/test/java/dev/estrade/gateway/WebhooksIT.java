package dev.estrade.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.Issuer;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Webhooks pass without a token, headers and bytes as they were signed. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WebhooksIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final DisposableServer ECHO = HttpServer.create()
            .port(0)
            .handle((request, response) -> response.header(
                            "signed", String.valueOf(request.requestHeaders().get("webhook-signature")))
                    .send(request.receive().aggregate().retain()))
            .bindNow();

    @LocalServerPort
    private int port;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("ESTRADE_JWK_SET_URI", ISSUER::jwkSetUri);
        settings.add("ESTRADE_TOKEN_SECRETS", () -> "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.add("ESTRADE_GENERATION_URI", () -> "http://localhost:" + ECHO.port());
        settings.add("MANAGEMENT_SERVER_PORT", () -> "0");
    }

    @AfterAll
    static void stop() {
        ECHO.disposeNow();
        ISSUER.close();
    }

    @BeforeEach
    void connect() {
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
                .build();
    }

    @Test
    void passThroughAsTheyWereSigned() {
        byte[] spaced = "{ \"a\" :1.0,\r\n\t\"\\u00e9\":\"é\" }\n\n".getBytes(UTF_8);
        byte[] random = new byte[300_000];
        new Random(3).nextBytes(random);
        for (byte[] body : new byte[][] {spaced, random}) {
            byte[] arrived = send(body)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("signed", "v1,abc= v1,def=")
                    .expectBody()
                    .returnResult()
                    .getResponseBody();
            assertThat(arrived).isEqualTo(body);
        }
    }

    @Test
    void haveALargestSize() {
        send(new byte[(1 << 20) + 1]).expectStatus().isEqualTo(413);
    }

    private ResponseSpec send(byte[] body) {
        return client.post()
                .uri("/api/webhooks/image-completion")
                .header("Content-Type", "application/json")
                .header("webhook-signature", "v1,abc= v1,def=")
                .bodyValue(body)
                .exchange();
    }
}
