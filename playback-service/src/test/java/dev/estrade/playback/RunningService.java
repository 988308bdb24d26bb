package dev.estrade.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;

/** The whole service on a real broker, database and store, one for all tests; its clients and what they ask. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(Lessons.class)
abstract class RunningService {
    static final Issuer ISSUER = Issuer.start();
    static final String PAGE = "https://video.example/studio";

    final String formation = "f" + UUID.randomUUID().toString().substring(0, 8);
    final String learner = "learner-" + formation;

    @LocalServerPort
    int port;

    @Autowired
    Lessons lessons;

    WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Map<String, String> settings = Infra.running().settings();
        settings.remove("ESTRADE_ISSUER_URI");
        settings.put("ESTRADE_JWK_SET_URI", ISSUER.jwkSetUri());
        settings.put("ESTRADE_PUBLIC_URL", "https://video.example");
        Infra.register(registry, settings);
    }

    @BeforeEach
    void raw() {
        DefaultUriBuilderFactory uris = new DefaultUriBuilderFactory("http://localhost:" + port);
        uris.setEncodingMode(EncodingMode.NONE);
        client = WebTestClient.bindToServer()
                .uriBuilderFactory(uris)
                .responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
                .build();
    }

    void awaitPlayable(Rel rel) {
        awaitStatus(200, () -> token("root", "poller-" + UUID.randomUUID(), rel, "", "admin"));
    }

    String awaitToken(Rel rel, String platform) {
        awaitPlayable(rel);
        return String.valueOf(issued(rel, platform).get("token"));
    }

    String playlistUrl(Rel rel) {
        return String.valueOf(issued(rel, "mobile").get("playlist_url"));
    }

    Map<?, ?> issued(Rel rel, String platform) {
        return Objects.requireNonNull(token("trainer", "trainer", rel, "&platform=" + platform)
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    /** As a native player does: the URL, and nothing else. */
    String follow(String url) {
        assertThat(url).matches("https://video\\.example/(hls2|live)/.*");
        return Objects.requireNonNull(client.get()
                .uri(target(url))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    static String target(String url) {
        return URI.create(url).getRawPath() + "?" + URI.create(url).getRawQuery();
    }

    static String lastLine(String text) {
        return text.lines().reduce("", (first, second) -> second);
    }

    ResponseSpec token(String caller, String user, Rel rel, String query, String... roles) {
        String platform = query.contains("platform=") ? "" : "&platform=web";
        return get(
                "/api/get-video-token/v2?user_id=" + user + "&rel=" + rel + platform + query,
                ISSUER.token(caller, roles));
    }

    ResponseSpec hls(Rel rel, String file, String token) {
        return get("/hls2/" + rel + "/" + file, token);
    }

    ResponseSpec segment(String path, String token, String header, String value) {
        return client.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .header("Referer", PAGE)
                .header(header, value)
                .exchange();
    }

    ResponseSpec sent(String path, String token, String header, String value) {
        return client.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .header(header, value)
                .exchange();
    }

    ResponseSpec get(String path, String token) {
        return sent(path, token, "Referer", PAGE);
    }

    static ResponseSpec problem(ResponseSpec response, int status, String code) {
        response.expectStatus().isEqualTo(status).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.expectBody().jsonPath("$.code").isEqualTo(code);
        return response;
    }

    static void awaitStatus(int status, Supplier<ResponseSpec> request) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(1100))
                .pollDelay(Duration.ZERO)
                .until(
                        // With the body, or the connection would stay in use.
                        () -> request.get()
                                .expectBody()
                                .returnResult()
                                .getStatus()
                                .value(),
                        s -> s == status);
    }

    /** @param text that the answer has some time, such as a code */
    static void awaitText(String text, Supplier<ResponseSpec> request) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> request.get()
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody(),
                        body -> body != null && body.contains(text));
    }
}
