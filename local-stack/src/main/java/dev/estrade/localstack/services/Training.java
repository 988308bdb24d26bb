package dev.estrade.localstack.services;

import java.util.List;
import java.util.Map;

/**
 * Makes the start caches that are missing, once per build. One takes longer than a start without it, so by default this
 * happens in the background, at idle priority, when the stack is up; the next start is the fast one.
 */
final class Training implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 5_000;

    private final Map<Service, StartCache> caches;
    private final ServiceEnvironment environment;
    private final Progress progress;
    private final Thread background = new Thread(this::makeUntilInterrupted, "training");

    Training(Map<Service, StartCache> caches, ServiceEnvironment environment, Progress progress) {
        this.caches = Map.copyOf(caches);
        this.environment = environment;
        this.progress = progress;
        background.setDaemon(true);
    }

    void inBackground() {
        background.start();
    }

    void makeMissing() throws InterruptedException {
        makeMissing(true);
    }

    private void makeMissing(boolean waitedFor) throws InterruptedException {
        List<Map.Entry<Service, StartCache>> missing = caches.entrySet().stream()
                .filter(entry -> !entry.getValue().isMade())
                .toList();
        if (!missing.isEmpty()) {
            progress.say("Preparing faster starts of " + missing.size() + " services, once per build");
        }
        for (var entry : missing) {
            boolean made = entry.getValue().make(environment.forTraining(), waitedFor);
            progress.say(entry.getKey().name() + (made ? " is prepared" : " will start without preparation"));
        }
    }

    @Override
    public void close() throws InterruptedException {
        background.interrupt();
        background.join(PATIENCE_MILLIS);
    }

    private void makeUntilInterrupted() {
        try {
            makeMissing(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            progress.say("Faster starts could not be prepared: " + e.getMessage());
        }
    }
}
