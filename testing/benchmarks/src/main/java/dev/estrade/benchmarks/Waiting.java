package dev.estrade.benchmarks;

import java.time.Duration;

/** Says every ten seconds how far something is. */
final class Waiting {
    private static final long EVERY = Duration.ofSeconds(10).toNanos();

    private final String title;
    private long said = System.nanoTime();

    Waiting(String title) {
        this.title = title;
    }

    void at(int percent) {
        if (System.nanoTime() - said > EVERY) {
            said = System.nanoTime();
            System.out.printf("  … %s %d %%%n", title, percent);
        }
    }
}
