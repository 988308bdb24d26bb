package dev.estrade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.playbacktoken.PlaybackTokens;
import dev.estrade.test.Issuer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;
import reactor.core.publisher.Flux;

/** The gateway with its own routes, in front of services that say what reached them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GatewayIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final Upstream CATALOG = new Upstream("catalog");
    private static final Upstream UPLOAD = new Upstream("upload");
    private static final Upstream TRANSCODE = new Upstream("transcode");
    private static final Upstream PLAYBACK = new Upstream("playback");
    private static final String LESSON = "/hls2/t/c/m/l1/output.m3u8";
    private static final String LIVE = "/live/7/output.m3u8";
    private static final String PAGE = "https://shop.example/course";

    @LocalServerPort
    private int port;

    @Autowired
    private PlaybackTokens tokens;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        settings.add("ESTRADE_JWK_SET_URI", ISSUER::jwkSetUri);
        settings.add("ESTRADE_TOKEN_SECRETS", () -> "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.add("FOCUST_ALLOWED_ORIGINS", () -> "https://shop.example, https://*.school.example");
        settings.add("ESTRADE_PUBLIC_URL", () -> "https://video.example");
        settings.add("ESTRADE_CATALOG_URI", CATALOG::uri);
        settings.add("ESTRADE_UPLOAD_URI", UPLOAD::uri);
        settings.add("ESTRADE_TRANSCODE_URI", TRANSCODE::uri);
        settings.add("ESTRADE_PLAYBACK_URI", PLAYBACK::uri);
        settings.add("ESTRADE_GENERATION_URI", () -> "http://localhost:" + closedPort);
        settings.add("MANAGEMENT_SERVER_PORT", () -> "0");
        settings.add("spring.cloud.gateway.server.webflux.httpclient.response-timeout", () -> "1s");
    }

    @AfterAll
    static void stop() {
        PLAYBACK.close();
        TRANSCODE.close();
        UPLOAD.close();
        CATALOG.close();
        ISSUER.close();
    }

    @BeforeEach
    void raw() {
        DefaultUriBuilderFactory uris = new DefaultUriBuilderFactory("http://localhost:" + port);
        uris.setEncodingMode(EncodingMode.NONE);
        client = WebTestClient.bindToServer().uriBuilderFactory(uris).build();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/generate-presigned-url/?filename=a.mp4, upload",
        "/api/save-video-metadata/, upload",
        "/api/save-photo-metadata, upload",
        "/api/upload-batches, upload",
        "/api/upload-batches/b1, upload",
        "/api/uploads/u1/parts, upload",
        "/s3/params, upload",
        "/s3/multipart/x/complete, upload",
        "/upload/lesson, upload",
        "/upload_presentation/course/c1, upload",
        "/api/posts/live/7/recording, upload",
        "/api/posts/live/7/recording/r1/chunks, upload",
        "/api/formations, catalog",
        "/api/formations/f1/enrolments/auth0%7C1, catalog",
        "/api/media/m1, catalog",
        "/api/posts/live/7/messages, catalog",
        "/api/notifications/stream, catalog",
        "/api/webhook-endpoints, catalog",
        "/api/tasks/t1/retry, transcode",
        "/api/get-video-token/v2?rel=x, playback",
        "/api/get-video-token/v2/?rel=x, playback",
        "/api/get-download-token/u/f.mp4, playback",
        "/api/progress/t/c/m/l1, playback",
        "/api/revocations, playback"
    })
    void routes(String path, String service) {
        get(path, ISSUER.token("trainer", "trainer"))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo(service + " GET " + path);
    }

    @ParameterizedTest
    @CsvSource({"/posts/live/7/stop, catalog", "/posts/live/7/recording, upload"})
    void routesPostsWithoutApiToo(String path, String service) {
        get(path, ISSUER.token("trainer")).expectBody(String.class).isEqualTo(service + " GET /api" + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/presentation_videos/courses/c1/presentation.mp4",
                "/presentation_videos/courses/c1/poster.jpg",
                "/media/videos/a.mp4"
            })
    void letsPublicPathsThrough(String path) {
        client.get().uri(path).exchange().expectStatus().isOk();
    }

    @Test
    void wantsAnAccessToken() {
        problem(client.get().uri("/api/formations").exchange(), 401, "auth.unauthenticated");
        problem(get("/api/formations", "x.y.z"), 401, "auth.unauthenticated");
        problem(get("/api/formations", lesson(Platform.WEB, "l1")), 401, "auth.unauthenticated");
    }

    @Test
    void passesTheCredentialOnAndNoCookie() {
        String token = ISSUER.token("trainer");
        client.get()
                .uri("/api/tasks/headers")
                .header("Authorization", "Bearer " + token)
                .header("Cookie", "session=1")
                .header("Proxy-Authorization", "secret")
                .header("Keep-Alive", "5")
                .exchange()
                .expectStatus()
                .isOk();

        var headers = TRANSCODE.received().get(TRANSCODE.received().size() - 1).headers();
        assertThat(headers)
                .containsEntry("authorization", "Bearer " + token)
                .doesNotContainKeys("cookie", "proxy-authorization", "keep-alive");
    }

    @Test
    void saysWhenThereIsNoRoute() {
        problem(get("/api/nothing", ISSUER.token("trainer")), 404, "resource.not_found");
        problem(client.get().uri("/api/docs/nothing").exchange(), 404, "resource.not_found");
        problem(client.get().uri("/actuator/env").exchange(), 404, "resource.not_found");
        problem(client.post().uri("/.well-known/estrade").exchange(), 405, "request.method_not_allowed");
    }

    @Test
    void saysWhenAServiceIsDownOrLate() {
        String token = ISSUER.token("trainer");
        for (String path : new String[] {"/api/images/user", "/api/formations/slow"}) {
            problem(get(path, token), 503, "dependency.unavailable")
                    .expectHeader()
                    .valueEquals("Retry-After", "2");
        }
    }

    /** A form takes its time; a segment that is not encoded yet is waited for. */
    @Test
    void waitsLongerWhereARouteSaysSo() {
        post("/upload/slow", ISSUER.token("trainer"))
                .bodyValue(new byte[1])
                .exchange()
                .expectStatus()
                .isOk();
        get("/hls2/t/c/m/slow/output.m3u8", lesson(Platform.MOBILE, "slow"))
                .expectStatus()
                .isOk();
    }

    @Test
    void answersWithTheHeadersOfASafeApiAndARequestId() {
        for (String path : new String[] {"/api/formations", "/api/nothing", "/.well-known/estrade"}) {
            get(path, ISSUER.token("trainer"))
                    .expectHeader()
                    .valueMatches("X-Request-Id", "[0-9a-f]{32}")
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("X-Frame-Options", "DENY")
                    .expectHeader()
                    .valueEquals("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                    .expectHeader()
                    .valueEquals("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
        EntityExchangeResult<byte[]> refusal = client.get()
                .uri("/api/formations")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .exchange()
                .expectHeader()
                .valueEquals("X-Request-Id", "0af7651916cd43dd8448eb211c80319c")
                .expectBody()
                .jsonPath("$.trace_id")
                .isEqualTo("0af7651916cd43dd8448eb211c80319c")
                .returnResult();
        assertThat(refusal.getStatus().value()).isEqualTo(401);
    }

    @Test
    void refusesLargeBodiesDeclaredOrNot() {
        String token = ISSUER.token("trainer");
        byte[] large = new byte[(1 << 20) + 1];
        problem(post("/api/upload-batches", token).bodyValue(large).exchange(), 413, "request.too_large");
        problem(
                post("/api/upload-batches", token)
                        .body(Flux.range(0, 20).map(i -> "x".repeat(1 << 16)), String.class)
                        .exchange(),
                413,
                "request.too_large");
        post("/upload/lesson", token).bodyValue(large).exchange().expectStatus().isOk();
        post("/api/formations", token)
                .bodyValue(large)
                .exchange()
                .expectStatus()
                .isOk();
        problem(post("/api/formations", token).bodyValue(new byte[5 << 20]).exchange(), 413, "request.too_large");
    }

    @Test
    void opensALessonForItsTokenOnAKnownPage() {
        play(LESSON, lesson(Platform.WEB, "l1"), PAGE).expectStatus().isOk();
        play(LESSON, lesson(Platform.WEB, "l1"), "https://a.school.example/")
                .expectStatus()
                .isOk();
        play(LESSON, lesson(Platform.WEB, "l1"), "https://video.example/studio")
                .expectStatus()
                .isOk();
    }

    @Test
    void keepsALessonClosed() {
        String web = lesson(Platform.WEB, "l1");
        problem(client.get().uri(LESSON).exchange(), 403, "playback.token_missing");
        problem(play(LESSON, "x", PAGE), 403, "playback.token_invalid");
        problem(play(LESSON, ISSUER.token("trainer"), PAGE), 403, "playback.token_invalid");
        problem(play(LESSON.replace("l1", "l10"), web, PAGE), 403, "playback.token_invalid");
        problem(play(LESSON, lesson(Platform.WEB, "l10"), PAGE), 403, "playback.token_invalid");
        problem(play(LESSON, web, "https://evil.example/"), 403, "playback.referrer_refused");
        problem(get(LESSON, web), 403, "playback.referrer_refused");
        problem(client.get().uri(LESSON + "?token=" + web).exchange(), 403, "playback.token_invalid");
    }

    @Test
    void opensALessonForNativePlayersWithoutAnyHeader() {
        client.get()
                .uri(LESSON + "?token=" + lesson(Platform.MOBILE, "l1"))
                .exchange()
                .expectStatus()
                .isOk();
        client.get()
                .uri(LIVE + "?token=" + live(Platform.MOBILE))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void opensALiveByBothNamesForItsTokenOnAKnownPage() {
        String web = live(Platform.WEB);

        play(LIVE, web, PAGE).expectStatus().isOk().expectBody(String.class).isEqualTo("playback GET " + LIVE);
        play("/hls2/live/live/7/stream/output.m3u8", web, PAGE).expectStatus().isOk();
        client.get()
                .uri(LIVE)
                .header("Authorization", "Bearer " + web)
                .header("Origin", "https://shop.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://shop.example");
    }

    @Test
    void keepsALiveClosed() {
        String web = live(Platform.WEB);
        problem(client.get().uri(LIVE).exchange(), 403, "playback.token_missing");
        problem(play(LIVE, "x", PAGE), 403, "playback.token_invalid");
        problem(play(LIVE, ISSUER.token("trainer"), PAGE), 403, "playback.token_invalid");
        problem(play(LIVE.replace("7", "70"), web, PAGE), 403, "playback.token_invalid");
        problem(play(LIVE, lesson(Platform.WEB, "l1"), PAGE), 403, "playback.token_invalid");
        problem(play(LIVE, web, "https://evil.example/"), 403, "playback.referrer_refused");
        problem(get(LIVE, web), 403, "playback.referrer_refused");
        problem(client.get().uri(LIVE + "?token=" + web).exchange(), 403, "playback.token_invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hls2/t/c/m/l1",
                "/hls2/t/c/m/l1/..%2foutput.m3u8",
                "/hls2/t/c/m/x/../l1/output.m3u8",
                "/hls2/t/c/m/x/%2e%2e/l1/output.m3u8",
                "/hls2//t/c/m/l1/output.m3u8",
                "/hls2/t/c/m/l1/output.m3u8%00",
                "/hls2/t/c/m/l1/output.m3u8;x=y",
                "/hls2/t/c/m\\l1/output.m3u8",
                "/hls2/t/c/m/l1/g1/480p/segment_000.ts",
                "/live/7",
                "/live/7/other.txt",
                "/live/7/..%2foutput.m3u8",
                "/live/x/../7/output.m3u8",
                "/live//7/output.m3u8",
                "/live/7/output.m3u8%00",
                "/live/7;x=y/output.m3u8",
                "/api/../hls2/t/c/m/l1/output.m3u8",
                "/api/../live/7/output.m3u8",
                "/media/../api/formations",
                "/media/..%2fapi/formations",
                "/media/%252e%252e/api",
                "http://evil.example/hls2/t/c/m/l1",
                "/api/formations\u0001"
            })
    void findsNothingBehindPathTricks(String target) throws IOException {
        String token = lesson(Platform.MOBILE, "l1");

        assertThat(raw("GET " + target + " HTTP/1.1", "Authorization: Bearer " + token))
                .startsWith("HTTP/1.1 404")
                .contains("\"code\":\"resource.not_found\"");
        assertThat(PLAYBACK.received()).noneMatch(request -> request.uri().equals(target));
    }

    @Test
    void answersPreflightsOfKnownPagesOnly() {
        String headers = "Authorization, Content-Type, X-CSRFToken, Idempotency-Key, If-Match, Last-Event-ID, Range";
        preflight("https://shop.example", headers)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://shop.example")
                .expectHeader()
                .valueEquals("Access-Control-Allow-Headers", headers)
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Credentials");
        problem(preflight("https://evil.example", headers), 403, "request.origin_refused");
        problem(preflight("https://shop.example", "X-Other"), 403, "request.origin_refused");
    }

    @Test
    void letsAKnownPageReadAnswersAndProblems() {
        for (String path : new String[] {"/api/get-download-token/u/f", "/api/formations"}) {
            client.get()
                    .uri(path)
                    .header("Origin", "https://shop.example")
                    .exchange()
                    .expectHeader()
                    .valueEquals("Access-Control-Allow-Origin", "https://shop.example")
                    .expectHeader()
                    .value(
                            "Access-Control-Expose-Headers",
                            exposed -> assertThat(exposed).contains("ETag", "Location", "Retry-After"));
        }
    }

    @Test
    void answersAForeignPageWithoutLettingItRead() {
        client.get()
                .uri("/api/tasks/t1")
                .header("Authorization", "Bearer " + ISSUER.token("trainer"))
                .header("Origin", "https://evil.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/media/videos/a.mp4", "/presentation_videos/courses/c1/presentation.mp4"})
    void letsAnyPageReadWhatIsPublic(String path) {
        client.get()
                .uri(path)
                .header("Origin", "https://anybody.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*");
        client.options()
                .uri(path)
                .header("Origin", "https://anybody.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "Range")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*");
        problem(
                client.delete()
                        .uri(path)
                        .header("Origin", "https://anybody.example")
                        .exchange(),
                403,
                "request.origin_refused");
        client.get().uri(path).exchange().expectStatus().isOk();
    }

    @Test
    void introducesItself() {
        client.get()
                .uri("/.well-known/estrade")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Estrade")
                .jsonPath("$.docs")
                .isEqualTo("https://video.example/api/docs")
                .jsonPath("$.studio.client_id")
                .isEqualTo("estrade-studio")
                .jsonPath("$.studio.scope")
                .isEqualTo("openid")
                .jsonPath("$.version")
                .isNotEmpty();
    }

    private ResponseSpec get(String path, String token) {
        return client.get().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    private WebTestClient.RequestBodySpec post(String path, String token) {
        return client.post().uri(path).header("Authorization", "Bearer " + token);
    }

    private ResponseSpec play(String path, String token, String page) {
        return client.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .header("Referer", page)
                .exchange();
    }

    private ResponseSpec preflight(String origin, String headers) {
        return client.method(HttpMethod.OPTIONS)
                .uri("/api/formations/f1")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", headers)
                .exchange();
    }

    private static ResponseSpec problem(ResponseSpec response, int status, String code) {
        response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
        return response;
    }

    private String lesson(Platform platform, String lessonId) {
        return token(platform, new Rel("t", "c", "m", lessonId));
    }

    private String live(Platform platform) {
        return token(platform, LivePlace.stream("7"));
    }

    private String token(Platform platform, Rel rel) {
        return tokens.issue(new PlaybackToken(
                Kind.OPENING,
                rel,
                "learner",
                platform,
                "s1",
                Instant.now(),
                Instant.now().plusSeconds(60)));
    }

    /** Request lines that no client library sends. */
    private String raw(String requestLine, String header) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            String request = requestLine + "\r\nHost: localhost\r\n" + header + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
