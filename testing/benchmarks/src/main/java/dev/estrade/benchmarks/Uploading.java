package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Uploader.Took;
import java.util.ArrayList;
import java.util.List;

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
        Took before = uploader.bare();
        Took ours = uploader.single();
        Took between = uploader.bare();
        Took inParts = uploader.multipart();
        Took after = uploader.bare();
        System.out.printf(
                "%s: bare %s, single %s, bare %s, multipart %s, bare %s%n",
                round, text(before), text(ours), text(between), text(inParts), text(after));
        single.add((before.seconds() + between.seconds()) / 2 / ours.seconds());
        multipart.add((between.seconds() + after.seconds()) / 2 / inParts.seconds());
    }

    private static String text(Took took) {
        return "%.2f s".formatted(took.puts().toMillis() / 1e3)
                + (took.complete().toMillis() > 0
                        ? " + %d ms".formatted(took.complete().toMillis())
                        : "");
    }

    private static double median(List<Double> ratios) {
        return ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow();
    }
}
