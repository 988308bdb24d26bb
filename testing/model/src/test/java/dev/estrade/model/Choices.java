package dev.estrade.model;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of chance of a history; the same seed chooses the same. */
final class Choices {
    private final SplittableRandom random;

    Choices(long seed) {
        this.random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long seed() {
        return random.nextLong();
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T of(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** Takes one out. */
    <T> T take(List<T> items) {
        return items.remove(random.nextInt(items.size()));
    }
}
