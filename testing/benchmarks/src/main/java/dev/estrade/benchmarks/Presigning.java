package dev.estrade.benchmarks;

import org.openjdk.jmh.runner.RunnerException;

/** Presigns per second. */
final class Presigning {
    private Presigning() {}

    static void run() throws RunnerException {
        Scores scores = Scores.of(PresignBenchmark.class);
        double ours = scores.best("ours");
        System.out.printf("presigns: ours ÷ minio-java %.2f%n", ours / scores.best("minio"));
        System.out.printf("presigns: ours ÷ its two hashes alone %.2f%n", ours / scores.best("hashes"));
    }
}
