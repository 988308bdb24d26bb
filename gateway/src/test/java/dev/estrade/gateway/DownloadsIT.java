package dev.estrade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.support.playbacktoken.DownloadPath;
import dev.estrade.support.playbacktoken.DownloadToken;
import dev.estrade.support.playbacktoken.DownloadTokens;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.playbacktoken.PlaybackTokens;
import dev.estrade.test.Issuer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;

/** Downloads at the gateway: a token for the very path, or nothing gets behind. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DownloadsIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Upstream PLAYBACK = new Upstream("playback");
    private static final String FILE = "Leçon \"1\" 100%.mp4";
    private static final String PATH = "/api/download/auth0%7C1/Le%C3%A7on%20%221%22%20100%25.mp4";
    private static final Rel REL = new Rel("t", "c", "m", "l1");

    @LocalServerPort
    private int port;

    @Autowired
    private DownloadTokens tokens;

    @Autowired
    private PlaybackTokens playbackTokens;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("ESTRADE_JWK_SET_URI", ISSUER::jwkSetUri);
        settings.add("ESTRADE_TOKEN_SECRETS", () -> "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.add("FOCUST_ALLOWED_ORIGINS", () -> "https://shop.example");
        settings.add("ESTRADE_PLAYBACK_URI", PLAYBACK::uri);
        settings.add("MANAGEMENT_SERVER_PORT", () -> "0");
    }

    @AfterAll
    static void stop() {
        PLAYBACK.close();
        ISSUER.close();
    }

    @BeforeEach
    void raw() {
        DefaultUriBuilderFactory uris = new DefaultUriBuilderFactory("http://localhost:" + port);
        uris.setEncodingMode(EncodingMode.NONE);
        client = WebTestClient.bindToServer().uriBuilderFactory(uris).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, "a;b c.mp4", "a+b&c=d?e#f.mp4", "課程 😀.mp4", "Le%20cours.mp4", "it's (1)!.mp4"})
    void letsTheHolderOfATokenThroughToThePathAsHeSentIt(String filename) {
        String path = new DownloadPath("auth0|1", filename).encoded();
        String token = token("auth0|1", filename, 60);

        open(path, token, "Range", "bytes=0-1")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("playback GET " + path);

        assertThat(PLAYBACK.received().get(PLAYBACK.received().size() - 1).headers())
                .containsEntry("authorization", "Bearer " + token)
                .containsEntry("range", "bytes=0-1");
    }

    @Test
    void letsAKnownPageReadTheAnswer() {
        open(PATH, token("auth0|1", FILE, 60), "Origin", "https://shop.example")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://shop.example")
                .expectHeader()
                .value(
                        "Access-Control-Expose-Headers",
                        exposed -> assertThat(exposed).contains("Content-Disposition", "Content-Range"));
    }

    @Test
    void keepsADownloadClosed() {
        int before = PLAYBACK.received().size();
        String good = token("auth0|1", FILE, 60);

        problem(client.get().uri(PATH).exchange(), 403, "download.token_missing");
        problem(client.get().uri(PATH + "?token=" + good).exchange(), 403, "download.token_missing");
        problem(open(PATH, "x.y.z"), 403, "download.token_invalid");
        problem(open(PATH, good.substring(0, good.length() - 2)), 403, "download.token_invalid");
        problem(open(PATH, token("auth0|1", FILE, -1)), 403, "download.token_invalid");
        problem(open(PATH, token("auth0|1", "other.mp4", 60)), 403, "download.token_invalid");
        problem(open(PATH, token("auth0|10", FILE, 60)), 403, "download.token_invalid");
        problem(open(PATH, ISSUER.token("auth0|1", "admin")), 403, "download.token_invalid");
        for (Kind kind : Kind.values()) {
            problem(open(PATH, playbackToken(kind)), 403, "download.token_invalid");
        }
        client.head().uri(PATH).exchange().expectStatus().isForbidden();

        assertThat(PLAYBACK.received()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/download/auth0%7C1",
                "/api/download/auth0%7C1/",
                "/api/download/auth0%7C1/x/f.mp4",
                "/api/download/auth0%7C1/..%2ff.mp4",
                "/api/download/auth0%7C1/%252e%252e%252ff.mp4",
                "/api/download/auth0%7C1/f.mp4;a=b"
            })
    void findsNothingBehindOtherPaths(String path) {
        problem(open(path, token("auth0|1", "f.mp4", 60)), 404, "resource.not_found");
    }

    @Test
    void opensNoLessonForADownload() {
        String lesson = "/hls2/t/c/m/l1/output.m3u8";

        problem(
                open(lesson, token("auth0|1", FILE, 60), "Origin", "https://shop.example"),
                403,
                "playback.token_invalid");
    }

    private ResponseSpec open(String path, String token, String... header) {
        var request = client.get().uri(path).header("Authorization", "Bearer " + token);
        for (int i = 0; i < header.length; i += 2) {
            request.header(header[i], header[i + 1]);
        }
        return request.exchange();
    }

    private static void problem(ResponseSpec response, int status, String code) {
        response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    private String token(String userId, String filename, int seconds) {
        Instant now = Instant.now();
        return tokens.issue(
                new DownloadToken(REL, "g1", userId, filename, "s1", now.minusSeconds(9), now.plusSeconds(seconds)));
    }

    private String playbackToken(Kind kind) {
        Instant now = Instant.now();
        return playbackTokens.issue(
                new PlaybackToken(kind, REL, "auth0|1", Platform.MOBILE, "s1", now, now.plusSeconds(60)));
    }
}
