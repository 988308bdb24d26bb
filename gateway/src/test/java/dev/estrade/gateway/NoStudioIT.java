package dev.estrade.gateway;

import dev.estrade.test.Issuer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A platform that has frontends of its own. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class NoStudioIT {
    private static final Issuer ISSUER = Issuer.start();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("ESTRADE_JWK_SET_URI", ISSUER::jwkSetUri);
        settings.add("ESTRADE_TOKEN_SECRETS", () -> "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.add("MANAGEMENT_SERVER_PORT", () -> "0");
        settings.add("ESTRADE_STUDIO_ENABLED", () -> "false");
        settings.add("ESTRADE_ROLES_CLAIM", () -> "realm_access.roles");
        settings.add("ESTRADE_STUDIO_CLIENT_ID", () -> "shop");
        settings.add("ESTRADE_STUDIO_SCOPE", () -> "openid profile");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void hasNoneButSaysHowOthersSignIn() {
        WebTestClient client =
                WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
        for (String path : List.of("/studio", "/studio/", "/studio/app.js")) {
            client.get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("resource.not_found");
        }
        client.get()
                .uri("/.well-known/estrade")
                .exchange()
                .expectBody()
                .jsonPath("$.studio.client_id")
                .isEqualTo("shop")
                .jsonPath("$.studio.scope")
                .isEqualTo("openid profile")
                .jsonPath("$.studio.roles_claim")
                .isEqualTo("realm_access.roles");
    }
}
