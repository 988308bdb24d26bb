package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One running service. */
final class ServiceProcess {
    private final Service service;
    private final Endpoint endpoint;
    private final Process process;
    private final Path log;

    private ServiceProcess(Service service, Endpoint endpoint, Process process, Path log) {
        this.service = service;
        this.endpoint = endpoint;
        this.process = process;
        this.log = log;
    }

    static ServiceProcess start(Launch launch) {
        String name = launch.service().name();
        Path log = launch.home().log(name);
        ProcessBuilder builder = new ProcessBuilder(marked(launch.cache().command(), launch.home()))
                .directory(launch.home().folder("work").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        // glibc's arena per thread costs tens of MiB in each JVM.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ServiceProcess(launch.service(), launch.endpoint(), process, log);
        } catch (IOException e) {
            throw new StackException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    Service service() {
        return service;
    }

    Path log() {
        return log;
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        return Health.of(endpoint.managementPort()) == Health.UP;
    }

    RunState.RunningService state() {
        return new RunState.RunningService(
                RunState.RunningProcess.of(process.toHandle()), endpoint.port(), endpoint.managementPort());
    }

    /** Puts the home on the command line, so that the guard ends this home's processes and no others. */
    private static List<String> marked(List<String> command, Home home) {
        var marked = new ArrayList<>(command);
        marked.add(1, Guard.marker(home));
        return marked;
    }
}
