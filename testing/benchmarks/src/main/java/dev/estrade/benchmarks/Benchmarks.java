package dev.estrade.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** {@code java -jar benchmarks.jar <benchmark> [seconds…]}. */
final class Benchmarks {
    private static final String USAGE = """
            Usage: benchmarks.jar presign|upload|forms|claim|latency
                   benchmarks.jar ladder|playable|killed|quality [seconds…]
            All but presign need ./estrade up; seconds are lengths of clips.""";

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        List<Integer> lengths = Stream.of(args).skip(1).map(Integer::valueOf).toList();
        switch (args.length == 0 ? "" : args[0]) {
            case "presign" -> Presigning.run();
            case "upload" -> Uploading.run();
            case "forms" -> FormUploads.run();
            case "claim" -> Claiming.run();
            case "ladder" -> Laddering.run(lengths);
            case "playable" -> FirstPlays.run(lengths);
            case "killed" -> Killing.run(lengths);
            case "latency" -> Latency.run();
            case "quality" -> Quality.run(lengths);
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }
}
