package dev.estrade.e2e;

import static org.awaitility.Awaitility.await;

import dev.estrade.test.Infra;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The gateway first, the services after it, and their broker, database, store and issuer last: everybody lives, says
 * what is missing, and works when it is there.
 */
class StartOrderIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("start-order");
    private static final Map<String, String> BY_NAME = Map.of(
            "generation-service", "ESTRADE_GENERATION_URI",
            "playback-service", "ESTRADE_PLAYBACK_URI",
            "transcode-service", "ESTRADE_TRANSCODE_URI",
            "catalog-service", "ESTRADE_CATALOG_URI",
            "upload-service", "ESTRADE_UPLOAD_URI");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, String> settings = new HashMap<>();
    private final List<Forwarder> dependencies = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void startsBeforeEverythingItNeeds() throws IOException {
        Infra infra = keep(Infra.another());
        for (String name :
                List.of("ESTRADE_S3_ACCESS_KEY_ID", "ESTRADE_S3_SECRET_ACCESS_KEY", "ESTRADE_S3_PUBLIC_ENDPOINT")) {
            settings.put(name, infra.address(name));
        }
        for (String name : List.of("ESTRADE_S3_ENDPOINT", "ESTRADE_MONGODB_URI", "ESTRADE_KAFKA_BOOTSTRAP_SERVERS")) {
            settings.put(name, behindADoor(infra.address(name)));
        }
        settings.put(
                "ESTRADE_JWK_SET_URI", behindADoor(STACK.status().path("issuer").asString() + "/jwks"));

        Map<String, Forwarder> addresses = new HashMap<>();
        BY_NAME.values()
                .forEach(name -> addresses.put(name, keep(new Forwarder()).open()));
        addresses.forEach((name, address) -> settings.put(name, address.uri()));
        Replica gateway = start("gateway").awaitUp("liveness");
        List<Replica> services = BY_NAME.entrySet().stream()
                .map(service -> {
                    Replica replica = start(service.getKey());
                    Objects.requireNonNull(addresses.get(service.getValue())).to(replica.port());
                    return replica;
                })
                .toList();
        services.forEach(service -> service.awaitUp("liveness"));
        Client early = new Client(gateway.uri(), STACK.token("trainer"));
        for (String path : List.of("/api/formations", "/api/images/user", "/api/tasks/t")) {
            early.get(path).expectProblem(503, "dependency.unavailable");
        }

        dependencies.forEach(Forwarder::open);

        services.forEach(service -> service.awaitUp("readiness"));
        Trainer trainer = new Trainer(early);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> early.get("/api/formations").status() == 200);
        Video film = new Videos(Lecture.ffmpeg(), WORK).short2s(1).get(0);
        String id = trainer.publish("Premier", List.of(trainer.upload(List.of(film))))
                .path("id")
                .asString();
        trainer.awaitReady(id, Duration.ofMinutes(3));
        early.get("/api/images/user").expect(200);
    }

    private Replica start(String service) {
        return keep(Replica.of(STACK, service, settings));
    }

    /** @return the same address, at a port where nobody listens yet */
    private String behindADoor(String address) {
        URI uri = URI.create(address.contains("://") ? address : "kafka://" + address);
        Forwarder door = keep(new Forwarder().to(uri.getPort()));
        dependencies.add(door);
        return address.replace(":" + uri.getPort(), ":" + door.port());
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.push(closeable);
        return closeable;
    }
}
