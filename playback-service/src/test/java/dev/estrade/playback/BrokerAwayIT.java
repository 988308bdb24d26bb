package dev.estrade.playback;

import dev.estrade.events.Rel;
import dev.estrade.test.Infra;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A second replica, which finds no broker when it starts and so does not know what was revoked. */
class BrokerAwayIT extends RunningService {
    @Autowired
    Environment environment;

    @Test
    void sendsCiphertextOnlyAndPromisesNothing() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        String token = awaitToken(rel, "web");
        try (ConfigurableApplicationContext replica = blind().run(arguments())) {
            port = portOf(replica, "local.server.port");
            raw();

            unavailable(hls(rel, "output.m3u8", token));
            unavailable(hls(rel, "480p/index.m3u8?g=g1", token));
            unavailable(hls(rel, "enc.key?g=g1", token));
            hls(rel, "480p/segment_000.ts?g=g1", token)
                    .expectStatus()
                    .isOk()
                    .expectBody(byte[].class)
                    .isEqualTo(Lessons.SEGMENT);
            unavailable(token("root", learner, rel, "", "admin"));
            unavailable(revoke(rel));
            client.get()
                    .uri("http://localhost:" + portOf(replica, "local.management.port") + "/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503);
        }
    }

    private static SpringApplication blind() {
        return new SpringApplication(PlaybackApplication.class, OwnThreads.class);
    }

    private static void unavailable(ResponseSpec response) {
        problem(response, 503, "dependency.unavailable").expectHeader().exists("Retry-After");
    }

    private ResponseSpec revoke(Rel rel) {
        return client.post()
                .uri("/api/revocations")
                .header("Authorization", "Bearer " + ISSUER.token("root", "admin"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"rel\":\"" + rel + "\"}")
                .exchange();
    }

    private static int portOf(ConfigurableApplicationContext replica, String name) {
        return Integer.parseInt(replica.getEnvironment().getRequiredProperty(name));
    }

    /** Its database and its store are those of the other one. */
    private String[] arguments() {
        Map<String, String> settings = Infra.running().settings();
        settings.remove("ESTRADE_ISSUER_URI");
        settings.put("ESTRADE_JWK_SET_URI", ISSUER.jwkSetUri());
        settings.put("ESTRADE_PUBLIC_URL", "https://video.example");
        settings.put("spring.mongodb.database", environment.getRequiredProperty("spring.mongodb.database"));
        settings.put("ESTRADE_KAFKA_BOOTSTRAP_SERVERS", "localhost:1");
        settings.put("spring.kafka.admin.auto-create", "false");
        settings.put("spring.kafka.producer.properties.max.block.ms", "500");
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** So that it ends without the other one's; no {@code @Configuration}, or that one would consist of it. */
    static class OwnThreads {
        @Bean
        ReactorResourceFactory ownThreads() {
            ReactorResourceFactory threads = new ReactorResourceFactory();
            threads.setUseGlobalResources(false);
            return threads;
        }
    }
}
