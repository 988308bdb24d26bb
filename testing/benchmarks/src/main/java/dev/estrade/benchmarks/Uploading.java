package dev.estrade.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The browser's part of an upload (its PUTs, then {@code complete}) against one bare PUT of the same bytes. */
final class Uploading {
    private static final int ROUNDS = 7;
    private static final long SIZE = 512L << 20;

    private final List<Double> single = new ArrayList<>();
    private final List<Double> multipart = new ArrayList<>();

    private Uploading() {}

    static void run() throws Exception {
        Uploading ratios = new Uploading();
        try (Uploader uploader = new Uploader(new RunningStack(), SIZE)) {
            ratios.measure(uploader, "warm-up");
            ratios.single.clear();
            ratios.multipart.clear();
            for (int round = 1; round <= ROUNDS; round++) {
                ratios.measure(uploader, "round " + round);
            }
        }
        System.out.printf("upload: single PUT + complete ÷ bare PUT %.2f%n", median(ratios.single));
        System.out.printf("upload: 4 parts at once + complete ÷ bare PUT %.2f%n", median(ratios.multipart));
    }

    /** Bare PUTs around each of ours, so that what slows the machine down meanwhile slows both. */
    private void measure(Uploader uploader, String round) throws Exception {
        double before = seconds(uploader::bare);
        double ours = seconds(uploader::single);
        double between = seconds(uploader::bare);
        double inParts = seconds(uploader::multipart);
        double after = seconds(uploader::bare);
        System.out.printf(
                "%s: bare %.2f s, single %.2f s, bare %.2f s, multipart %.2f s, bare %.2f s%n",
                round, before, ours, between, inParts, after);
        single.add((before + between) / 2 / ours);
        multipart.add((between + after) / 2 / inParts);
    }

    private static double seconds(Callable<Duration> upload) throws Exception {
        return upload.call().toNanos() / 1e9;
    }

    private static double median(List<Double> ratios) {
        return ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow();
    }
}
