package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    static ServiceProcess start(
            Service service, Endpoint endpoint, List<String> command, Map<String, String> environment, Home home) {
        Path log = home.log(service.name());
        ProcessBuilder builder = new ProcessBuilder(marked(command, home))
                .directory(home.folder("work").toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ServiceProcess(service, endpoint, builder.start(), log);
        } catch (IOException e) {
            throw new StackException(service.name() + " cannot be started: " + e.getMessage(), e);
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
