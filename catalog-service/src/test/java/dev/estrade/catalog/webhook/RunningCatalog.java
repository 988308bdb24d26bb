package dev.estrade.catalog.webhook;

import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** catalog-service with impatient webhooks that hears of no events. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class RunningCatalog {
    static final String ENDPOINTS = "/api/webhook-endpoints";

    private static final Map<String, String> SETTINGS = settings();
    private static final Issuer ISSUER = Issuer.start();

    @LocalServerPort
    private int port;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void register(DynamicPropertyRegistry registry) {
        SETTINGS.put("ESTRADE_JWK_SET_URI", ISSUER.jwkSetUri());
        Infra.register(registry, SETTINGS);
    }

    @BeforeEach
    void connect() {
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** For another replica. */
    static String[] arguments() {
        return SETTINGS.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    ResponseSpec get(String path) {
        return call(HttpMethod.GET, path, Map.of(), "admin");
    }

    ResponseSpec post(String path) {
        return post(path, Map.of());
    }

    ResponseSpec post(String path, Object body) {
        return call(HttpMethod.POST, path, body, "admin");
    }

    /** @param role empty for nobody */
    ResponseSpec call(HttpMethod method, String path, Object body, String role) {
        WebTestClient.RequestBodySpec request = client.method(method).uri(path);
        if (!role.isEmpty()) {
            request.header("Authorization", "Bearer " + ISSUER.token("somebody", role));
        }
        return method == HttpMethod.POST
                ? request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange()
                : request.exchange();
    }

    static JsonNode json(ResponseSpec answer) {
        byte[] body = answer.expectStatus()
                .is2xxSuccessful()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }

    static void problem(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status);
        answer.expectBody().jsonPath("$.code").isEqualTo(code);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = Infra.running().settings();
        settings.remove("ESTRADE_ISSUER_URI");
        settings.put("ESTRADE_OUTBOUND_HTTP", "true");
        settings.put("ESTRADE_OUTBOUND_ALLOWED_PRIVATE_HOSTS", "localhost");
        settings.put("estrade.webhooks.timeout", "3s");
        settings.put("estrade.webhooks.lease", "10s");
        settings.put("estrade.webhooks.retries", "200ms");
        settings.put("spring.kafka.listener.auto-startup", "false");
        return settings;
    }
}
