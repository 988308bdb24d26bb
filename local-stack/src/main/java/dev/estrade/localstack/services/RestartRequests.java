package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.services.RunState.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How another process asks the stack to start a service again: an empty file with the service's name. */
public final class RestartRequests {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Home home;

    public RestartRequests(Home home) {
        this.home = home;
    }

    /** Returns when the service runs anew and is ready. */
    public void request(String service) throws InterruptedException {
        RunningService before = service(service);
        try {
            Files.writeString(folder().resolve(service), "");
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

    /** @return the services asked for since the last call */
    List<String> take() {
        try (Stream<Path> files = Files.list(folder())) {
            List<Path> requests = files.toList();
            for (Path request : requests) {
                Files.delete(request);
            }
            return requests.stream()
                    .map(request -> request.getFileName().toString())
                    .toList();
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
}
