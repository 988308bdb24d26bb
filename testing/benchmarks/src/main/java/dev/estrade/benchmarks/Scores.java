package dev.estrade.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Calls per second of a class's benchmarks, each in its best iteration: the others shared the machine with something else. */
record Scores(Collection<RunResult> results) {
    static Scores of(Class<?> benchmarks) throws RunnerException {
        return new Scores(
                new Runner(new OptionsBuilder().include(benchmarks.getName()).build()).run());
    }

    double best(String method) {
        return results.stream()
                .map(RunResult::getPrimaryResult)
                .filter(result -> result.getLabel().equals(method))
                .findFirst()
                .orElseThrow()
                .getStatistics()
                .getMax();
    }
}
