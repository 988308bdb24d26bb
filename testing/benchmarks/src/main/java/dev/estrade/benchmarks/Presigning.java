package dev.estrade.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Presigns per second, each in its best iteration: the others shared the machine with something else. */
final class Presigning {
    private Presigning() {}

    static void run() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(PresignBenchmark.class.getName())
                        .build())
                .run();
        double ours = score(results, "ours");
        System.out.printf("presigns: ours ÷ minio-java %.2f%n", ours / score(results, "minio"));
        System.out.printf("presigns: ours ÷ its two hashes alone %.2f%n", ours / score(results, "hashes"));
    }

    private static double score(Collection<RunResult> results, String label) {
        return results.stream()
                .map(RunResult::getPrimaryResult)
                .filter(result -> result.getLabel().equals(label))
                .findFirst()
                .orElseThrow()
                .getStatistics()
                .getMax();
    }
}
