package dev.estrade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.Issuer;
import dev.estrade.test.api.ApiFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The API's documents, for somebody without a credential. A Chromium opens the page in testing/browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DocsIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Pattern OWN_FILES = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("ESTRADE_JWK_SET_URI", ISSUER::jwkSetUri);
        settings.add("ESTRADE_TOKEN_SECRETS", () -> "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.add("MANAGEMENT_SERVER_PORT", () -> "0");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @BeforeEach
    void raw() {
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
                .build();
    }

    @Test
    void servesTheCommittedDocument() throws IOException {
        byte[] committed = Files.readAllBytes(ApiFiles.folder().resolve("openapi.json"));
        client.get()
                .uri("/api/docs/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .consumeWith(
                        answer -> assertThat(answer.getResponseBodyContent()).isEqualTo(committed));
    }

    @Test
    void showsAPageThatNeedsNothingFromElsewhere() {
        for (String path : List.of("/api/docs", "/api/docs/")) {
            EntityExchangeResult<String> page = client.get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                    .expectBody(String.class)
                    .returnResult();
            assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy"))
                    .contains(
                            "default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'");
            List<String> files = OWN_FILES
                    .matcher(String.valueOf(page.getResponseBody()))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(files).hasSizeGreaterThan(3).allMatch(file -> file.startsWith("/api/docs/"));
            files.forEach(file -> client.get()
                    .uri(file)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=300, public"));
        }
    }

    @Test
    void servesNothingElseOfWhatThePageIsMadeOf() {
        for (String path : List.of("/api/docs/application.yml", "/api/docs/index.css", "/api/docs/x/swagger-ui.css")) {
            client.get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("resource.not_found");
        }
    }
}
