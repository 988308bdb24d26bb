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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole: infrastructure in this process, services in their own. */
public final class Stack implements AutoCloseable {
    private final Home home;
    private final Path projectRoot;
    private final Map<String, String> given;
    private final Progress progress;

    /** Last started, first stopped: services, then broker and stores. */
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();

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

    /**
     * Starts everything, says when every service is ready, then reports exits and obeys restart requests until the
     * thread is interrupted.
     */
    public void run() throws InterruptedException {
        List<Service> services = Service.chosen(given);
        requireJars(services);
        Leftovers.end(home);
        Map<Service, Endpoint> endpoints = endpoints(services);
        Infrastructure infrastructure = startInfrastructure();
        var addresses = new Addresses(infrastructure.environment(), gatewayUri(endpoints));
        var environment = new ServiceEnvironment(infrastructure.environment(), defaults(home, given), endpoints);
        Map<Service, StartCache> caches = caches(services);
        var training = new Training(caches, environment, progress);
        closing.push(training);
        String preparation = given.getOrDefault("ESTRADE_START_CACHE", "after");
        if (preparation.equals("before")) {
            training.makeMissing();
        }
        List<Launch> launches = launches(endpoints, caches, environment);
        Instant launched = Instant.now();
        var running = new RunningServices(home, addresses, progress);
        closing.push(running);
        running.start(launches);
        reportReady(running, addresses, Duration.between(launched, Instant.now()));
        if (preparation.equals("after")) {
            training.inBackground();
        }
        new Watch(running, new RestartRequests(home), progress).untilInterrupted();
    }

    @Override
    public void close() {
        // An interrupt asked for this; it must not cut the waiting below short.
        boolean interrupted = Thread.interrupted();
        boolean begun = !closing.isEmpty();
        if (begun) {
            progress.say("Stopping");
        }
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                progress.say("Not stopped cleanly: " + e.getMessage());
            }
        }
        RunState.delete(home);
        if (begun) {
            progress.say("Stopped");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What a stack on one machine sets unless its environment does. Folders are under the home: a name that others can
     * guess has no place in a folder that others may write to. Webhooks may go to a developer's own server.
     */
    static Map<String, String> defaults(Home home, Map<String, String> given) {
        Map<String, String> defaults = new TreeMap<>();
        defaults.put("ESTRADE_FFMPEG_DIR", home.root().resolve("ffmpeg").toString());
        defaults.put(
                "ESTRADE_TRANSCODE_WORK_DIR", home.root().resolve("transcode").toString());
        defaults.put("ESTRADE_OUTBOUND_HTTP", "true");
        defaults.put("ESTRADE_OUTBOUND_ALLOWED_PRIVATE_HOSTS", "localhost");
        defaults.keySet().removeAll(given.keySet());
        return defaults;
    }

    private Infrastructure startInfrastructure() {
        progress.say("Starting broker, stores and issuer");
        PreferredPorts ports = gatewayPort() == 0 ? PreferredPorts.any() : PreferredPorts.fixed();
        Infrastructure infrastructure = Infrastructure.start(home, given, ports);
        closing.push(infrastructure);
        progress.say("Broker, stores and issuer are up");
        return infrastructure;
    }

    private Map<Service, StartCache> caches(List<Service> services) {
        Path folder = Optional.ofNullable(given.get("ESTRADE_START_CACHE_DIR"))
                .map(Path::of)
                .orElseGet(() -> home.folder("aot"));
        Map<Service, StartCache> caches = new LinkedHashMap<>();
        services.forEach(
                service -> caches.put(service, new StartCache(service, service.jar(projectRoot), folder, home)));
        return caches;
    }

    private List<Launch> launches(
            Map<Service, Endpoint> endpoints, Map<Service, StartCache> caches, ServiceEnvironment environment) {
        List<Launch> launches = new ArrayList<>();
        caches.forEach((service, cache) -> {
            Endpoint endpoint = endpoints.getOrDefault(service, new Endpoint(0, 0));
            launches.add(new Launch(service, endpoint, cache, environment.of(endpoint), home));
        });
        return launches;
    }

    private void reportReady(RunningServices running, Addresses addresses, Duration starting) {
        long resident = Processes.residentMiB(ProcessHandle.current().pid())
                + running.processes().stream()
                        .mapToLong(process ->
                                Processes.residentMiB(process.process().pid()))
                        .sum();
        progress.say("Ready; services took %.1f s, %d processes hold %d MiB resident"
                .formatted(starting.toMillis() / 1000.0, running.processes().size() + 1, resident));
        addresses.lines().forEach(progress::say);
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

    private Map<Service, Endpoint> endpoints(List<Service> services) {
        Map<Service, Endpoint> endpoints = new LinkedHashMap<>();
        services.forEach(service -> endpoints.put(service, Endpoint.of(service, gatewayPort())));
        return endpoints;
    }

    private int gatewayPort() {
        String port = given.getOrDefault("ESTRADE_PORT", "8080");
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new StackException("ESTRADE_PORT is not a port: " + port + ".", e);
        }
    }

    private static String gatewayUri(Map<Service, Endpoint> endpoints) {
        return endpoints.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(Service.GATEWAY))
                .map(entry -> entry.getValue().uri())
                .findFirst()
                .orElse("");
    }
}
