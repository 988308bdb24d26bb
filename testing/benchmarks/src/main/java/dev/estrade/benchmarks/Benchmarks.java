package dev.estrade.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** {@code java -jar benchmarks.jar <benchmark> [seconds…]}. */
final class Benchmarks {
    /** What one benchmark starts itself with, as a process on a core of its own. */
    static final String OPEN_LOOP = "open-loop";

    private static final String USAGE = """
            Usage: benchmarks.jar presign|token|upload|forms|claim|latency|slow-readers|start
                   benchmarks.jar ladder|playable|killed|quality [seconds…]
                   benchmarks.jar segments|playlists|gateway-latency|profile|webhooks [seconds]
            All but presign and token need ./estrade up; seconds are lengths of clips, then of rounds.""";

    private static final int ROUND_SECONDS = 6;
    private static final int PROFILE_SECONDS = 20;
    private static final int START_ROUNDS = 3;

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        List<Integer> lengths = Stream.of(args).skip(1).map(Integer::valueOf).toList();
        int round = lengths.isEmpty() ? ROUND_SECONDS : lengths.get(0);
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
            case "token" -> Tokens.run();
            case "segments" -> Delivering.segments(round);
            case "playlists" -> Delivering.playlists(round);
            case "gateway-latency" -> GatewayLatency.run(round);
            case "slow-readers" -> SlowReaders.run();
            case "profile" -> Profiling.run(lengths.isEmpty() ? PROFILE_SECONDS : round);
            case "webhooks" -> Webhooks.run(round);
            case "start" -> Starting.run(lengths.isEmpty() ? START_ROUNDS : round);
            case OPEN_LOOP -> OpenLoop.serve();
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }
}
