package dev.estrade.localstack.services;

import dev.estrade.localstack.StackException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A service that the stack runs.
 *
 * @param name the Maven module, and the jar's name
 * @param port the port to prefer
 * @param managementPort the actuator's port to prefer
 * @param address the variable by which the gateway finds it; empty for the gateway itself
 * @param heapMiB the largest heap, in MiB
 */
public record Service(String name, int port, int managementPort, String address, int heapMiB) {
    public static final String GATEWAY = "gateway";

    private static final List<Service> ALL = List.of(
            new Service("catalog-service", 8081, 9091, "ESTRADE_CATALOG_URI", 160),
            new Service("upload-service", 8082, 9092, "ESTRADE_UPLOAD_URI", 160),
            new Service("transcode-service", 8083, 9093, "ESTRADE_TRANSCODE_URI", 192),
            new Service("playback-service", 8084, 9094, "ESTRADE_PLAYBACK_URI", 160),
            new Service("generation-service", 8085, 9095, "ESTRADE_GENERATION_URI", 128),
            new Service(GATEWAY, 8080, 9090, "", 160));

    /** All services, or those that {@code ESTRADE_SERVICES} (comma-separated names) leaves. */
    public static List<Service> chosen(Map<String, String> environment) {
        String names = environment.getOrDefault("ESTRADE_SERVICES", "");
        return names.isBlank()
                ? ALL
                : Arrays.stream(names.split(","))
                        .map(String::trim)
                        .map(Service::named)
                        .toList();
    }

    static Service named(String name) {
        return ALL.stream()
                .filter(service -> service.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new StackException("There is no service called " + name + "."));
    }

    Path jar(Path projectRoot) {
        return projectRoot.resolve(name).resolve("target").resolve(name + ".jar");
    }
}
