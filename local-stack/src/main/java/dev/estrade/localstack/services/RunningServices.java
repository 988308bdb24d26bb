package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The child processes of one stack, and the state file that tells others about them. */
final class RunningServices implements AutoCloseable {
    private final Home home;
    private final Addresses addresses;
    private final Progress progress;
    private final Guard guard;
    private final Map<String, Launch> launches = new HashMap<>();
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();

    RunningServices(Home home, Addresses addresses, Progress progress) {
        this.home = home;
        this.addresses = addresses;
        this.progress = progress;
        this.guard = new Guard(home);
    }

    /** Returns when all are ready. */
    void start(List<Launch> all) throws InterruptedException {
        for (Launch launch : all) {
            launches.put(launch.service().name(), launch);
            start(launch);
        }
        writeState(false);
        new Readiness(processes.values(), progress).await();
        writeState(true);
    }

    /** Ends it if it still runs, and starts it at the same address, with settings of its own until the next time. */
    void restart(RestartRequests.Request request) {
        String name = request.service();
        Launch launch = launches.get(name);
        if (launch == null) {
            throw new StackException("There is no service called " + name + " in this stack.");
        }
        Processes.stop(handles()
                .filter(process -> process.pid() == process(name).pid())
                .toList());
        progress.say(name + " starts again");
        start(launch.with(request.settings()));
        writeState(true);
    }

    Collection<ServiceProcess> processes() {
        return List.copyOf(processes.values());
    }

    @Override
    public void close() {
        Processes.stop(handles().toList());
        guard.close();
    }

    private void start(Launch launch) {
        ServiceProcess process = launch.start();
        guard.watch(process.process());
        processes.put(launch.service().name(), process);
    }

    private void writeState(boolean ready) {
        addresses.state(processes, ready).write(home);
    }

    private Stream<ProcessHandle> handles() {
        return processes.values().stream().map(service -> service.process().toHandle());
    }

    private Process process(String name) {
        ServiceProcess process = processes.get(name);
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process.process();
    }
}
