package dev.estrade.benchmarks;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Playback tokens: the time that one takes, in the best iteration, over that of its signature alone. */
final class Tokens {
    private Tokens() {}

    static void run() throws RunnerException {
        Scores scores = Scores.of(TokenBenchmark.class);
        for (String ours : List.of("issue", "verify")) {
            System.out.printf(
                    "token: %s %.2f µs ÷ bare HMAC-SHA256 %.2f µs = %.1f%n",
                    ours, 1e6 / scores.best(ours), 1e6 / scores.best("bare"), scores.best("bare") / scores.best(ours));
        }
    }
}
