package dev.estrade.localstack.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the start caches that are missing, two at a time, once per build. */
final class Training {
    private static final int AT_ONCE = 2;

    private final Map<Service, StartCache> caches;
    private final ServiceEnvironment environment;
    private final Progress progress;

    Training(Map<Service, StartCache> caches, ServiceEnvironment environment, Progress progress) {
        this.caches = caches;
        this.environment = environment;
        this.progress = progress;
    }

    /** Does nothing if {@code ESTRADE_START_CACHE} is {@code off}. */
    void makeMissing(Map<String, String> given) throws InterruptedException {
        List<Service> missing = caches.keySet().stream()
                .filter(service -> !cache(service).isMade())
                .toList();
        if (missing.isEmpty() || given.getOrDefault("ESTRADE_START_CACHE", "").equals("off")) {
            return;
        }
        progress.say("Preparing fast starts for " + missing.size() + " services, once per build");
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> made = new ArrayList<>();
            missing.forEach(service -> made.add(pool.submit(() -> make(service))));
            for (Future<?> one : made) {
                one.get();
            }
        } catch (ExecutionException e) {
            progress.say("Fast starts could not be prepared: " + e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean make(Service service) throws InterruptedException {
        boolean made = cache(service).make(environment.forTraining());
        progress.say(service.name() + (made ? " prepared" : " starts without preparation"));
        return made;
    }

    private StartCache cache(Service service) {
        StartCache cache = caches.get(service);
        if (cache == null) {
            throw new IllegalArgumentException(service.name());
        }
        return cache;
    }
}
