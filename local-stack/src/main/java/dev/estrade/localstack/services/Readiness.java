package dev.estrade.localstack.services;

import dev.estrade.localstack.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Waits for services to say that they are ready, and says which are not yet. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(3);

    private final Collection<ServiceProcess> all;
    private final List<ServiceProcess> waiting;
    private final Progress progress;
    private final Instant begun = Instant.now();
    private Instant reported = begun;

    Readiness(Collection<ServiceProcess> processes, Progress progress) {
        this.all = processes;
        this.waiting = new ArrayList<>(processes);
        this.progress = progress;
    }

    /** @throws StackException if a service ends, before or after it was ready, or is not ready in time */
    void await() throws InterruptedException {
        while (!waiting.isEmpty()) {
            waiting.removeIf(this::isReady);
            all.forEach(Readiness::requireAlive);
            requireInTime();
            reportNowAndThen();
            Thread.sleep(BETWEEN_PROBES.toMillis());
        }
    }

    private boolean isReady(ServiceProcess process) {
        boolean ready = process.isReady();
        if (ready) {
            progress.say(process.service().name() + " is ready");
        }
        return ready;
    }

    private static void requireAlive(ServiceProcess process) {
        if (!process.isAlive()) {
            throw new StackException(process.service().name() + " ended with status "
                    + process.process().exitValue() + " while starting; see " + process.log() + ".");
        }
    }

    private void requireInTime() {
        if (!waiting.isEmpty() && Instant.now().isAfter(begun.plus(PATIENCE))) {
            throw new StackException("Not ready after " + PATIENCE.toSeconds() + " s: " + names() + "; see "
                    + waiting.get(0).log().getParent() + ".");
        }
    }

    private void reportNowAndThen() {
        if (!waiting.isEmpty() && Instant.now().isAfter(reported.plus(BETWEEN_REPORTS))) {
            progress.say("waiting for " + names());
            reported = Instant.now();
        }
    }

    private String names() {
        return String.join(
                ", ", waiting.stream().map(process -> process.service().name()).toList());
    }
}
