package dev.estrade.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Two replicas of a service, of which one is replaced again and again while people work: no request fails. */
class RollingIT {
    private static final Stack STACK = Stack.running();
    private static final int TIMES = 2 * Math.min(5, Integer.getInteger("estrade.test.scale", 1));

    /** A load balancer notices this late that a replica is not ready. */
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(1);

    private static final Map<String, String> DRAINS = Map.of("ESTRADE_DRAIN", "3s");

    @ParameterizedTest
    @CsvSource({
        "catalog-service, ESTRADE_CATALOG_URI",
        "upload-service, ESTRADE_UPLOAD_URI",
        "transcode-service, ESTRADE_TRANSCODE_URI",
        "playback-service, ESTRADE_PLAYBACK_URI",
        "generation-service, ESTRADE_GENERATION_URI"
    })
    void replacesAServiceUnderLoad(String service, String address) throws IOException {
        String rel = Lecture.ready().rel();
        int own = Objects.requireNonNull(STACK.addresses().get(service)).getPort();
        try (Replica replica = Replica.of(STACK, service, DRAINS).awaitUp("readiness");
                Forwarder balancer = new Forwarder().to(own).to(replica.port()).open();
                Replica gateway = Replica.of(STACK, "gateway", Map.of(address, balancer.uri()))
                        .awaitUp("readiness")) {
            roll(service, replica, balancer, calls(service, gateway.uri(), rel));
        }
    }

    @Test
    void replacesAGatewayUnderLoad() throws IOException {
        String rel = Lecture.ready().rel();
        int own = STACK.gateway().getPort();
        try (Replica replica = Replica.of(STACK, "gateway", DRAINS).awaitUp("readiness");
                Forwarder balancer = new Forwarder().to(own).to(replica.port()).open()) {
            URI both = URI.create(balancer.uri());
            roll("gateway", replica, balancer, calls("playback-service", both, rel));
            roll("gateway", replica, balancer, calls("catalog-service", both, rel));
        }
    }

    private static void roll(String name, Replica replica, Forwarder balancer, List<Supplier<Answer>> calls) {
        try (Traffic traffic = Traffic.of(calls)) {
            for (int i = 0; i < TIMES; i++) {
                awaitMore(traffic);
                CompletableFuture.delayedExecutor(NOTICED_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> balancer.leaveOut(replica.port()));
                replica.stop();
                awaitMore(traffic);
                replica.startAgain();
                replica.awaitUp("readiness");
                balancer.to(replica.port());
            }
            awaitMore(traffic);
            System.out.printf(
                    "[rolling] %s replaced %d times: %d requests, none failed%n",
                    name, TIMES, traffic.expectNoFailure());
        }
    }

    private static void awaitMore(Traffic traffic) {
        long before = traffic.answers();
        await().atMost(Duration.ofMinutes(1)).until(() -> traffic.answers() > before + 20);
    }

    private static List<Supplier<Answer>> calls(String service, URI gateway, String rel) {
        Client trainer = new Client(gateway, STACK.token("trainer"));
        return switch (service) {
            case "catalog-service" ->
                List.of(() -> trainer.get("/api/formations"), () -> trainer.post("/api/notifications/read", Map.of()));
            case "upload-service" -> {
                Map<String, Object> film = Map.of(
                        "client_ref", "film", "filename", "film.mp4", "content_type", "video/mp4", "size", 1 << 30);
                JsonNode batch = STACK.as("trainer")
                        .post("/api/upload-batches", Map.of("uploads", List.of(film)))
                        .expect(201)
                        .json();
                String parts = "/api/uploads/" + batch.at("/uploads/0/video_id").asString() + "/parts";
                String progress =
                        "/api/upload-batches/" + batch.path("batch_id").asString();
                yield List.of(
                        () -> trainer.get(progress), () -> trainer.post(parts, Map.of("part_numbers", List.of(1, 2))));
            }
            case "transcode-service" -> {
                String task = "/api/tasks/" + taskOf(rel);
                yield List.of(() -> trainer.get(task));
            }
            case "playback-service" -> {
                String lesson = "/hls2/" + rel;
                Client player = new Client(gateway, Tokens.opening(STACK, rel, "mobile"));
                String rung = lastPath(player.get(lesson + "/output.m3u8"));
                String segment = lastPath(player.get(rung));
                yield List.of(
                        () -> player.get(lesson + "/output.m3u8"),
                        () -> player.get(lesson + "/enc.key"),
                        () -> player.get(segment),
                        () -> trainer.put("/api/progress/" + rel, Map.of("position", 1, "watched", List.of())));
            }
            default -> List.of(() -> trainer.get("/api/images/user"), () -> trainer.get("/api/videos/user"));
        };
    }

    private static String taskOf(String rel) {
        String formation = rel.split("/")[1];
        JsonNode shown = STACK.as("trainer")
                .get("/api/formations/" + formation)
                .expect(200)
                .json();
        return Trainer.lessons(shown).get(0).path("videoId").asString();
    }

    private static String lastPath(Answer playlist) {
        String last = playlist.expect(200)
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .reduce("", (first, second) -> second);
        return URI.create(last).getRawPath();
    }
}
