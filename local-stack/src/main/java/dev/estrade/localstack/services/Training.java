package dev.estrade.localstack.services;

import dev.estrade.localstack.StackException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the start caches that are missing, once per build. One takes longer than a start without it, so by default this
 * happens in the background, at idle priority, when the stack is up; the next start is the fast one.
 */
final class Training implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 5_000;

    /** Half of one is the work of a single thread. */
    private static final int AT_ONCE = 2;

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
        ExecutorService makers = Executors.newFixedThreadPool(waitedFor ? AT_ONCE : 1);
        try {
            List<Callable<Boolean>> all = missing.stream()
                    .map(entry -> (Callable<Boolean>) () -> make(entry.getKey(), entry.getValue(), waitedFor))
                    .toList();
            for (Future<Boolean> made : makers.invokeAll(all)) {
                made.get();
            }
        } catch (ExecutionException e) {
            throw new StackException("Faster starts could not be prepared: " + e.getMessage(), e);
        } finally {
            makers.shutdownNow();
        }
    }

    private boolean make(Service service, StartCache cache, boolean waitedFor) throws InterruptedException {
        boolean made = cache.make(environment.forTraining(), waitedFor);
        progress.say(service.name() + (made ? " is prepared" : " will start without preparation"));
        return made;
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
            progress.say(String.valueOf(e.getMessage()));
        }
    }
}
