package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.infra.Infrastructure;
import dev.estrade.localstack.infra.PreferredPorts;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole: infrastructure in this process, services in their own. */
public final class Stack implements AutoCloseable {
    private final Home home;
    private final Path projectRoot;
    private final Map<String, String> given;
    private final Progress progress;
    private final Instant begun = Instant.now();

    private final List<AutoCloseable> closing = new ArrayList<>();
    private Map<String, ServiceProcess> processes = Map.of();

    /**
     * @param projectRoot the folder with the built modules
     * @param given the environment: addresses in it replace embedded servers
     */
    public Stack(Home home, Path projectRoot, Map<String, String> given, PrintStream out) {
        this.home = home;
        this.projectRoot = projectRoot;
        this.given = given;
        this.progress = new Progress(out);
    }

    /** Returns when every service is ready. */
    public void start() throws InterruptedException {
        List<Service> services = Service.chosen(given);
        requireJars(services);
        Leftovers.end(home);
        int gatewayPort = gatewayPort();
        Map<Service, Endpoint> endpoints = new LinkedHashMap<>();
        services.forEach(service -> endpoints.put(service, Endpoint.of(service, gatewayPort)));
        progress.say("Starting broker, stores and issuer");
        PreferredPorts ports = gatewayPort == 0 ? PreferredPorts.any() : PreferredPorts.fixed();
        Infrastructure infrastructure = Infrastructure.start(home, given, ports);
        closing.add(infrastructure);
        progress.say("Broker, stores and issuer are up");
        var environment = new ServiceEnvironment(infrastructure.environment(), endpoints);
        startServices(endpoints, environment, new Addresses(infrastructure.environment(), gatewayUri(endpoints)));
    }

    /** Reports exits until the thread is interrupted. A service that ended is not started again by itself. */
    public void watch() throws InterruptedException {
        new Watch(processes, progress).untilInterrupted();
    }

    @Override
    public void close() {
        if (!processes.isEmpty()) {
            progress.say("Stopping");
        }
        Processes.stop(processes.values().stream()
                .map(service -> service.process().toHandle())
                .toList());
        for (int last = closing.size() - 1; last >= 0; last--) {
            try {
                closing.get(last).close();
            } catch (Exception e) {
                progress.say("Not stopped cleanly: " + e.getMessage());
            }
        }
        RunState.delete(home);
        progress.say("Stopped");
    }

    private void startServices(Map<Service, Endpoint> endpoints, ServiceEnvironment environment, Addresses addresses)
            throws InterruptedException {
        Map<Service, StartCache> caches = new LinkedHashMap<>();
        endpoints
                .keySet()
                .forEach(service -> caches.put(service, new StartCache(service, service.jar(projectRoot), home)));
        new Training(caches, environment, progress).makeMissing(given);
        var guard = new Guard(home);
        closing.add(guard);
        Instant launched = Instant.now();
        processes = new LinkedHashMap<>();
        caches.forEach((service, cache) -> {
            Endpoint endpoint = endpoints.getOrDefault(service, new Endpoint(0, 0));
            var process = ServiceProcess.start(service, endpoint, cache.command(), environment.of(service), home);
            guard.watch(process.process());
            processes.put(service.name(), process);
        });
        addresses.state(processes, false).write(home);
        new Readiness(processes.values(), progress).await();
        addresses.state(processes, true).write(home);
        reportReady(addresses, launched);
    }

    private void reportReady(Addresses addresses, Instant launched) {
        long resident = Processes.residentMiB(ProcessHandle.current().pid())
                + processes.values().stream()
                        .mapToLong(process ->
                                Processes.residentMiB(process.process().pid()))
                        .sum();
        progress.say("Ready in %.1f s (services %.1f s), %d processes, %d MiB resident"
                .formatted(
                        seconds(Duration.between(begun, Instant.now())),
                        seconds(Duration.between(launched, Instant.now())),
                        processes.size() + 1,
                        resident));
        addresses.lines().forEach(progress::say);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void requireJars(List<Service> services) {
        List<String> missing = services.stream()
                .filter(service -> !Files.exists(service.jar(projectRoot)))
                .map(Service::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new StackException(
                    "Not built yet: " + String.join(", ", missing) + "; ./mvnw -DskipTests package does.");
        }
    }

    private int gatewayPort() {
        String port = given.getOrDefault("ESTRADE_PORT", "8080");
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new StackException("ESTRADE_PORT is not a port: " + port + ".", e);
        }
    }

    private String gatewayUri(Map<Service, Endpoint> endpoints) {
        return endpoints.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(Service.GATEWAY))
                .map(entry -> entry.getValue().uri())
                .findFirst()
                .orElse("");
    }
}
