package dev.estrade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.test.Issuer;
import dev.estrade.test.api.ApiContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Five services of which some answer. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class StatusIT {
    private static final Issuer ISSUER = Issuer.start();
    private static final ApiContract CONTRACT = ApiContract.ofAllServices();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String UP = """
            {"checked_at": "2026-01-01T00:00:00Z", "services": [{"name": "x", "status": "up", "detail": null, \
            "latency_ms": 0}], "queue": %s, "storage": %s, "from_a_newer_build": 1}""";
    private static final String QUEUE = "{\"waiting\": 3, \"running\": 2, \"oldest_waiting_s\": 17}";
    private static final String STORAGE =
            "{\"objects\": 9, \"bytes\": 1000, \"orphans\": 1, \"swept_at\": \"2026-01-01T00:00:00Z\"}";

    /** By service; {@code hangs} never answers, {@code hangs up} ends the connection, a number is a status. */
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final Map<String, DisposableServer> SERVICES =
            List.of("catalog", "upload", "transcode", "playback", "generation").stream()
                    .collect(Collectors.toMap(name -> name, StatusIT::service));

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("ESTRADE_JWK_SET_URI", ISSUER::jwkSetUri);
        settings.add("ESTRADE_TOKEN_SECRETS", () -> "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.add("MANAGEMENT_SERVER_PORT", () -> "0");
        SERVICES.forEach(
                (name, server) -> settings.add("estrade.services." + name, () -> "http://localhost:" + server.port()));
    }

    @BeforeEach
    void allAreUp() {
        SERVICES.keySet().forEach(name -> ANSWERS.put(name, UP.formatted("null", "null")));
        ANSWERS.put("transcode", UP.formatted(QUEUE, "null"));
        ANSWERS.put("upload", UP.formatted("null", STORAGE));
    }

    @AfterEach
    void forget() {
        TOKENS.clear();
    }

    @AfterAll
    static void stop() {
        SERVICES.values().forEach(DisposableServer::disposeNow);
        ISSUER.close();
    }

    @Test
    void tellsWhatEachServiceKnows() throws Exception {
        String token = ISSUER.token("op", "admin");
        JsonNode status = status(token);
        assertThat(statuses(status))
                .isEqualTo(Map.of(
                        "gateway", "up",
                        "catalog-service", "up",
                        "upload-service", "up",
                        "transcode-service", "up",
                        "playback-service", "up",
                        "generation-service", "up"));
        assertThat(status.at("/services/0/name").asString()).isEqualTo("gateway");
        assertThat(status.at("/queue")).isEqualTo(JsonMapper.shared().readTree(QUEUE));
        assertThat(status.at("/storage")).isEqualTo(JsonMapper.shared().readTree(STORAGE));
        assertThat(TOKENS)
                .hasSize(5)
                .allSatisfy((name, bearer) -> assertThat(bearer).isEqualTo("Bearer " + token));
    }

    @Test
    void answersWhateverTheServicesDo() throws Exception {
        ANSWERS.put("transcode", "hangs");
        ANSWERS.put("upload", "503");
        ANSWERS.put("playback", "not json");
        JsonNode status = status(ISSUER.token("shop", "service"));
        assertThat(statuses(status))
                .containsEntry("gateway", "up")
                .containsEntry("catalog-service", "up")
                .containsEntry("transcode-service", "down")
                .containsEntry("upload-service", "down")
                .containsEntry("playback-service", "down");
        assertThat(details(status))
                .containsEntry("transcode-service", "It did not answer within 2 s.")
                .containsEntry("upload-service", "It answered 503.")
                .containsEntry("playback-service", "Its answer cannot be read.");
        assertThat(status.at("/queue").isNull()).isTrue();
        assertThat(status.at("/storage").isNull()).isTrue();
    }

    @Test
    void tellsWhatAServiceSaysOfItself() throws Exception {
        ANSWERS.put(
                "upload",
                UP.formatted("null", STORAGE).replace("\"detail\": null", "\"detail\": \"The disk is full.\""));
        assertThat(details(status(ISSUER.token("op", "admin")))).containsEntry("upload-service", "The disk is full.");
    }

    @Test
    void saysWhichServiceIsNotThere() throws Exception {
        ANSWERS.put("generation", "hangs up");
        assertThat(details(status(ISSUER.token("op", "admin"))))
                .containsEntry("generation-service", "It cannot be reached.");
    }

    @Test
    void isForOperators() throws Exception {
        for (String role : List.of("trainer", "learner")) {
            HttpResponse<byte[]> answer = ask(ISSUER.token("t", role));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(CONTRACT.faults(ApiContract.Answer.of(answer))).isEmpty();
        }
        assertThat(ask("x").statusCode()).isEqualTo(401);
        assertThat(TOKENS).isEmpty();
    }

    private JsonNode status(String token) throws Exception {
        HttpResponse<byte[]> answer = ask(token);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(CONTRACT.faults(ApiContract.Answer.of(answer))).isEmpty();
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<byte[]> ask(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/status"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    private static Map<String, String> statuses(JsonNode status) {
        return byName(status, "status");
    }

    private static Map<String, String> details(JsonNode status) {
        return byName(status, "detail");
    }

    private static Map<String, String> byName(JsonNode status, String field) {
        return status.path("services")
                .valueStream()
                .collect(Collectors.toMap(
                        one -> one.path("name").asString(),
                        one -> one.path(field).asString("")));
    }

    private static DisposableServer service(String name) {
        return HttpServer.create()
                .port(0)
                .route(routes -> routes.get("/api/status", (request, response) -> {
                    TOKENS.put(name, String.valueOf(request.requestHeaders().get("Authorization")));
                    String answer = ANSWERS.getOrDefault(name, "hangs");
                    if (answer.equals("hangs")) {
                        return Mono.never();
                    }
                    if (answer.equals("hangs up")) {
                        return response.withConnection(
                                        connection -> connection.channel().close())
                                .then();
                    }
                    return answer.matches("\\d+")
                            ? response.status(Integer.parseInt(answer)).send()
                            : response.header("Content-Type", "application/json")
                                    .sendString(Mono.just(answer));
                }))
                .bindNow();
    }
}
