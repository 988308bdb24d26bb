package dev.estrade.localstack.services;

import java.util.HashSet;
import java.util.Set;

/** Notices services that end while the stack runs, and starts those again that somebody asks for. */
final class Watch {
    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final RunningServices services;
    private final RestartRequests requests;
    private final Progress progress;
    private final Set<Long> reported = new HashSet<>();

    Watch(RunningServices services, RestartRequests requests, Progress progress) {
        this.services = services;
        this.requests = requests;
        this.progress = progress;
    }

    void untilInterrupted() throws InterruptedException {
        requests.take();
        while (!Thread.currentThread().isInterrupted()) {
            services.processes().stream()
                    .filter(process -> !process.isAlive())
                    .filter(process -> reported.add(process.process().pid()))
                    .forEach(this::report);
            requests.take().forEach(services::restart);
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private void report(ServiceProcess process) {
        progress.say(process.service().name() + " ended with status "
                + process.process().exitValue() + "; see " + process.log());
    }
}
