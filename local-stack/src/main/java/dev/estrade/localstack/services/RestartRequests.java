package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.services.RunState.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How another process asks the stack to start a service again: a file with the service's name, which holds settings. */
public final class RestartRequests {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Home home;

    public RestartRequests(Home home) {
        this.home = home;
    }

    /**
     * Returns when the service runs anew and is ready.
     *
     * @param settings of this run only, each {@code NAME=value}
     */
    public void request(String service, List<String> settings) throws InterruptedException {
        RunningService before = service(service);
        try {
            Path request = Files.write(home.file("restart.new"), settings);
            Files.move(request, folder().resolve(service), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Instant end = Instant.now().plus(PATIENCE);
        while (!isReadyAnew(before, service(service))) {
            if (Instant.now().isAfter(end)) {
                throw new StackException(service + " is not ready after " + PATIENCE.toSeconds() + " s; see its log.");
            }
            Thread.sleep(200);
        }
    }

    /** @return what was asked for since the last call */
    List<Request> take() {
        try (Stream<Path> files = Files.list(folder())) {
            List<Request> requests = new ArrayList<>();
            for (Path file : files.toList()) {
                requests.add(Request.read(file));
                Files.delete(file);
            }
            return requests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReadyAnew(RunningService before, RunningService now) {
        return !now.process().equals(before.process()) && Health.of(now.managementPort()) == Health.UP;
    }

    private RunningService service(String name) {
        RunningService service = RunState.running(home).services().get(name);
        if (service == null) {
            throw new StackException("There is no service called " + name + " in this stack.");
        }
        return service;
    }

    private Path folder() {
        return home.folder("restart");
    }

    /** @param settings by name */
    record Request(String service, Map<String, String> settings) {
        private static Request read(Path file) throws IOException {
            Map<String, String> settings = new HashMap<>();
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                settings.put(line.substring(0, equals), line.substring(equals + 1));
            }
            return new Request(file.getFileName().toString(), settings);
        }
    }
}
