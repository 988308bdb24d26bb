package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The same calls again and again, until it is closed; a hundred a second leave a service that starts some of the machine. */
final class Traffic implements AutoCloseable {
    private static final int CALLERS = 4;
    private static final int FIRST_FAILURE = 400;
    private static final int PAUSE_MS = 1000 * CALLERS / 100;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();

    private Traffic(List<Supplier<Answer>> calls) {
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            callers.execute(() -> {
                for (int i = first; !callers.isShutdown(); i++) {
                    call(calls.get(i % calls.size()));
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
                }
            });
        }
    }

    static Traffic of(List<Supplier<Answer>> calls) {
        return new Traffic(calls);
    }

    long answers() {
        return answers.get();
    }

    /** Ends it. @return how many were answered; none failed */
    long expectNoFailure() {
        callers.shutdown();
        awaitLast();
        assertThat(failures).isEmpty();
        assertThat(answers.get()).isPositive();
        return answers.get();
    }

    private void awaitLast() {
        try {
            assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void call(Supplier<Answer> call) {
        try {
            Answer answer = call.get();
            if (answer.status() >= FIRST_FAILURE) {
                failures.add(answer.response().request() + " -> " + answer.status() + " " + answer.text());
            }
            answers.incrementAndGet();
        } catch (RuntimeException e) {
            failures.add(e + ": " + e.getCause());
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
