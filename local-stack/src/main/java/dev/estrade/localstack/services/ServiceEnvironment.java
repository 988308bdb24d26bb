package dev.estrade.localstack.services;

import java.util.Map;
import java.util.TreeMap;

/** The environment in which a service starts: the infrastructure's addresses, the stack's defaults and everybody's ports. */
final class ServiceEnvironment {
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

    /** For a run that only loads classes and must not be in a real service's way. */
    Map<String, String> forTraining() {
        return with(0, 0);
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
