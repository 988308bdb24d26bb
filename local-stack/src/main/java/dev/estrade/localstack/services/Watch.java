package dev.estrade.localstack.services;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Notices services that end while the stack runs. */
final class Watch {
    private static final long BETWEEN_LOOKS_MILLIS = 300;

    private final Map<String, ServiceProcess> processes;
    private final Progress progress;
    private final Set<Long> reported = new HashSet<>();

    Watch(Map<String, ServiceProcess> processes, Progress progress) {
        this.processes = processes;
        this.progress = progress;
    }

    void untilInterrupted() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            processes.values().stream()
                    .filter(process -> !process.isAlive())
                    .filter(process -> reported.add(process.process().pid()))
                    .forEach(this::report);
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private void report(ServiceProcess process) {
        progress.say(process.service().name() + " ended with status "
                + process.process().exitValue() + "; see " + process.log());
    }
}
