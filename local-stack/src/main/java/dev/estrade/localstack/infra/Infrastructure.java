package dev.estrade.localstack.infra;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.Ports;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.issuer.Issuer;
import dev.estrade.localstack.issuer.StudioClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded servers of one stack. A server whose address is already in the environment is not started: that address
 * is used instead.
 */
public final class Infrastructure implements AutoCloseable {
    /** Made here, before the servers start side by side: logging does not like to be set up by two threads at once. */
    private static final Logger LOG = LoggerFactory.getLogger(Infrastructure.class);

    private final Map<String, String> environment = new ConcurrentHashMap<>();
    /** Broker before stores: what still speaks to it must find the stores open. */
    private final Map<Integer, AutoCloseable> closing = new ConcurrentHashMap<>();

    private Infrastructure(Map<String, String> given) {
        environment.putAll(given);
    }

    /**
     * @param given settings by the name of their environment variable
     * @param ports the ports to prefer
     */
    public static Infrastructure start(Home home, Map<String, String> given, PreferredPorts ports) {
        var infrastructure = new Infrastructure(given);
        Secrets secrets = Secrets.of(home);
        secrets.all().forEach(infrastructure.environment::putIfAbsent);
        try {
            infrastructure.startServers(home, secrets, ports);
            return infrastructure;
        } catch (CompletionException e) {
            infrastructure.close();
            throw e.getCause() instanceof StackException known ? known : e;
        }
    }

    /** Everything that a service needs to find this infrastructure, by environment variable. */
    public Map<String, String> environment() {
        return new TreeMap<>(environment);
    }

    @Override
    public void close() {
        List<AutoCloseable> ordered = new ArrayList<>(new TreeMap<>(closing).values());
        closing.clear();
        for (AutoCloseable server : ordered) {
            try {
                server.close();
            } catch (Exception e) {
                LOG.warn("a server did not stop cleanly", e);
            }
        }
    }

    private void startServers(Home home, Secrets secrets, PreferredPorts ports) {
        List<CompletableFuture<Void>> starting = new ArrayList<>();
        if (isAbsent("ESTRADE_KAFKA_BOOTSTRAP_SERVERS")) {
            starting.add(CompletableFuture.runAsync(() -> startBroker(home, ports)));
        }
        starting.add(CompletableFuture.runAsync(() -> startStores(home, secrets, ports)));
        CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
    }

    private void startBroker(Home home, PreferredPorts ports) {
        KafkaBroker broker = keep(0, () -> KafkaBroker.start(home, Ports.preferably(ports.kafka())));
        environment.put("ESTRADE_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    }

    private void startStores(Home home, Secrets secrets, PreferredPorts ports) {
        if (isAbsent("ESTRADE_MONGODB_URI")) {
            MongoStore documents = keep(1, () -> MongoStore.start(home, Ports.preferably(ports.mongodb())));
            environment.put("ESTRADE_MONGODB_URI", documents.uri());
        }
        if (isAbsent("ESTRADE_ISSUER_URI") && isAbsent("ESTRADE_JWK_SET_URI")) {
            String secret = secrets.get("ESTRADE_SERVICE_CLIENT_SECRET");
            Issuer issuer = keep(2, () -> Issuer.start(home, Ports.preferably(ports.issuer()), studio(), secret));
            environment.put("ESTRADE_ISSUER_URI", issuer.uri().toString());
            environment.put("ESTRADE_JWK_SET_URI", issuer.jwkSetUri().toString());
        }
        if (isAbsent("ESTRADE_S3_ENDPOINT")) {
            startObjectStore(home, secrets, ports);
        }
        environment.putIfAbsent("ESTRADE_S3_BUCKET", ObjectStore.MEDIA_BUCKET);
        environment.putIfAbsent("ESTRADE_S3_KEYS_BUCKET", ObjectStore.KEYS_BUCKET);
    }

    /** By the names and defaults of the gateway's settings. */
    private StudioClient studio() {
        return new StudioClient(
                environment.getOrDefault("ESTRADE_STUDIO_CLIENT_ID", "estrade-studio"),
                environment.getOrDefault("ESTRADE_PUBLIC_URL", "http://localhost:8080"));
    }

    private void startObjectStore(Home home, Secrets secrets, PreferredPorts ports) {
        ObjectStore objects = keep(3, () -> ObjectStore.start(home, Ports.preferably(ports.s3()), secrets));
        String endpoint = objects.endpoint().toString();
        environment.put("ESTRADE_S3_ENDPOINT", endpoint);
        environment.putIfAbsent("ESTRADE_S3_PUBLIC_ENDPOINT", endpoint);
        environment.putIfAbsent("ESTRADE_S3_REGION", ObjectStore.REGION);
        environment.putIfAbsent("ESTRADE_S3_PATH_STYLE", "true");
        environment.put("ESTRADE_S3_ACCESS_KEY_ID", secrets.get("ESTRADE_S3_ACCESS_KEY_ID"));
        environment.put("ESTRADE_S3_SECRET_ACCESS_KEY", secrets.get("ESTRADE_S3_SECRET_ACCESS_KEY"));
    }

    private boolean isAbsent(String name) {
        return environment.getOrDefault(name, "").isBlank();
    }

    private <T extends AutoCloseable> T keep(int order, Supplier<T> start) {
        T server = start.get();
        closing.put(order, server);
        return server;
    }
}
