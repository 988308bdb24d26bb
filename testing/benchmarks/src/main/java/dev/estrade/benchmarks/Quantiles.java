package dev.estrade.benchmarks;

import java.util.List;

/** What is said of many measurements. */
final class Quantiles {
    private Quantiles() {}

    static double median(List<Double> values) {
        return of(values, 0.5);
    }

    /** @param share of the values that are not above it, such as 0.99 */
    static double of(List<Double> values, double share) {
        return values.stream()
                .sorted()
                .skip(Math.max(0, (long) Math.ceil(share * values.size()) - 1))
                .findFirst()
                .orElseThrow();
    }
}
