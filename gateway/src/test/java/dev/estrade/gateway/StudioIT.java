package dev.estrade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.Issuer;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The studio's files, for somebody without a credential. A Chromium uses it in testing/browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class StudioIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Pattern OWN_FILES = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

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

    @Test
    void showsAPageThatNeedsNothingFromElsewhere() {
        get("/studio").expectStatus().isTemporaryRedirect().expectHeader().location("/studio/");
        String page = body(get("/studio/?code=c&state=s"), "text/html;charset=UTF-8");
        List<String> files =
                OWN_FILES.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(files).hasSizeGreaterThan(2);
        for (String file : files) {
            URI address = URI.create("/studio/").resolve(file);
            assertThat(address.toString()).startsWith("/studio/");
            get(address.toString()).expectStatus().isOk();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "index.html, text/html;charset=UTF-8",
        "app.js, text/javascript;charset=UTF-8",
        "vendor/hls.worker.js, text/javascript;charset=UTF-8",
        "css/base.css, text/css;charset=UTF-8",
        "icon.svg, image/svg+xml",
        "vendor/hls.LICENSE, text/plain;charset=UTF-8"
    })
    void saysWhatEachFileIs(String file, String type) {
        assertThat(body(get("/studio/" + file), type)).isNotEmpty();
    }

    @Test
    void letsItsPageDoWhatAStudioDoesAndNothingElse() {
        get("/studio/")
                .expectHeader()
                .valueMatches(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; .*worker-src 'self'; .*frame-ancestors 'none'")
                .expectHeader()
                .valueMatches(
                        "Permissions-Policy", "camera=\\(self\\), microphone=\\(self\\), display-capture=\\(self\\).*")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY");
    }

    @Test
    void isAskedForAgainAndToldToBeTheSame() {
        for (String path : List.of("/studio/", "/studio/app.js")) {
            String etag = get(path)
                    .expectHeader()
                    .valueEquals("Cache-Control", "no-cache")
                    .returnResult(Void.class)
                    .getResponseHeaders()
                    .getETag();
            assertThat(etag).isNotNull().startsWith("\"");
            client().get()
                    .uri(path)
                    .header("If-None-Match", String.valueOf(etag))
                    .exchange()
                    .expectStatus()
                    .isNotModified()
                    .expectBody()
                    .isEmpty();
            client().get()
                    .uri(path)
                    .header("If-None-Match", "\"another\"")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void answersHead() {
        client().head()
                .uri("/studio/app.js")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/studio/nothing.js",
                "/studio/css",
                "/studio/css/",
                "/studio/../application.yml",
                "/studio/%2e%2e/application.yml",
                "/studio/..%2fapplication.yml",
                "/studio/..%5capplication.yml",
                "/studio/css/../../application.yml",
                "/studio//app.js",
                "/studio/./app.js",
                "/studio/app.js%00",
                "/studio/app.js;x=y",
                "/studio/file:/etc/passwd",
                "/studio/WEB-INF/web.xml",
                "/studios/app.js"
            })
    void servesNothingElse(String path) {
        ResponseSpec answer = client().get()
                .uri(URI.create("http://localhost:" + port + path))
                .exchange();
        if (path.startsWith("/studios")) {
            answer.expectStatus().isUnauthorized();
        } else {
            notFound(answer);
        }
    }

    @Test
    void takesNothing() {
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
            notFound(client().method(method).uri("/studio/app.js").exchange());
        }
    }

    private static void notFound(ResponseSpec answer) {
        answer.expectStatus().isNotFound().expectBody().jsonPath("$.code").isEqualTo("resource.not_found");
    }

    private static String body(ResponseSpec answer, String type) {
        EntityExchangeResult<String> result = answer.expectHeader()
                .valueEquals("Content-Type", type)
                .expectBody(String.class)
                .returnResult();
        assertThat(result.getStatus()).isEqualTo(HttpStatus.OK);
        return String.valueOf(result.getResponseBody());
    }

    private ResponseSpec get(String path) {
        return client().get().uri(path).exchange();
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
                .build();
    }
}
