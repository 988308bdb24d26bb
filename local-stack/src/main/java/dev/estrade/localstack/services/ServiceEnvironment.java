package dev.estrade.localstack.services;

import java.util.Map;
import java.util.TreeMap;

/** The environment in which a service starts: the infrastructure's addresses, the stack's defaults and everybody's ports. */
final class ServiceEnvironment {
    private static final Map<String, String> NOWHERE = Map.of(
            "ESTRADE_MONGODB_URI", "mongodb://localhost:1",
            "ESTRADE_KAFKA_BOOTSTRAP_SERVERS", "localhost:1",
            "ESTRADE_S3_ENDPOINT", "http://localhost:1",
            "ESTRADE_ISSUER_URI", "http://localhost:1",
            "ESTRADE_JWK_SET_URI", "http://localhost:1",
            "SPRING_KAFKA_ADMIN_AUTO_CREATE", "false");

    private final Map<String, String> shared;

    ServiceEnvironment(
            Map<String, String> infrastructure, Map<String, String> defaults, Map<Service, Endpoint> endpoints) {
        this.shared = new TreeMap<>(infrastructure);
        shared.putAll(defaults);
        // The stack's own credential as a client; no service needs it.
        shared.remove("ESTRADE_SERVICE_CLIENT_SECRET");
        endpoints.forEach((service, endpoint) -> addAddress(service, endpoint.uri()));
    }

    Map<String, String> of(Endpoint endpoint) {
        return with(endpoint.port(), endpoint.managementPort());
    }

    /** For a run that only loads classes: all that a real service has to do stays out of its reach. */
    Map<String, String> forTraining() {
        Map<String, String> environment = with(0, 0);
        environment.putAll(NOWHERE);
        return environment;
    }

    private Map<String, String> with(int port, int managementPort) {
        Map<String, String> environment = new TreeMap<>(shared);
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("ESTRADE_PORT", String.valueOf(port));
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
        return environment;
    }

    private void addAddress(Service service, String uri) {
        if (service.name().equals(Service.GATEWAY)) {
            shared.putIfAbsent("ESTRADE_PUBLIC_URL", uri);
        } else {
            shared.put(service.address(), uri);
        }
    }
}
