package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Wrk.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What playback-service hands out, itself and through the gateway, against nginx with the same files, in turns. */
final class Delivering {
    private static final int ROUNDS = 5;
    private static final int WARM_UP_SECONDS = 15;
    private static final int WARM_UP_TURNS = 8;
    private static final double SETTLED = 0.95;
    private static final int DIFFERENT_SEGMENTS = 16;

    private final What what;
    private final Side nginx;
    private final List<Side> ours;

    /** What is asked for, and in which unit its cost is told. */
    enum What {
        SEGMENTS("2 MiB segments", 16, "GiB"),
        PLAYLISTS("playlists and keys", 32, "1,000 requests");

        private final String title;
        private final int connections;
        private final String unit;

        What(String title, int connections, String unit) {
            this.title = title;
            this.connections = connections;
            this.unit = unit;
        }

        String title() {
            return title;
        }

        Wrk wrk(Cores cores, LargeLesson lesson) throws Exception {
            return new Wrk(cores, connections, lesson.headers(), paths(lesson));
        }

        private List<String> paths(LargeLesson lesson) throws Exception {
            return this == SEGMENTS ? lesson.segments(DIFFERENT_SEGMENTS) : lesson.playlistAndKey();
        }

        /** In the unit. */
        private double amount(Load load) {
            return this == SEGMENTS ? load.gib() : load.requests() / 1e3;
        }

        /**
         * Until an answer costs no less than in the turn before: a JVM compiles for a minute or two what it does often,
         * and on the core that it shares with it.
         */
        void warmUp(Wrk wrk, Server server) throws Exception {
            double before = Double.MAX_VALUE;
            for (int turn = 1; turn <= WARM_UP_TURNS; turn++) {
                Load load = wrk.run(server, WARM_UP_SECONDS);
                print("warm-up " + turn, server, load);
                double cost = cost(load);
                if (cost > before * SETTLED) {
                    return;
                }
                before = cost;
            }
        }

        /** CPU seconds per unit. */
        private double cost(Load load) {
            return load.cpu().total() / amount(load);
        }

        private void print(String round, Server server, Load load) {
            CpuTime cpu = load.cpu().per(amount(load));
            System.out.printf(
                    "  %s: %-16s %8.1f requests/s, %7.1f MiB/s; its core %3.0f %% busy, wrk's %3.0f %%;"
                            + " CPU seconds per %s: %.3f (user %.3f, system %.3f)%n",
                    round,
                    server.name(),
                    load.requests() / load.seconds(),
                    load.gib() * 1024 / load.seconds(),
                    load.cpu().total() / load.seconds() * 100,
                    load.wrkSeconds() / load.seconds() * 100,
                    unit,
                    cpu.total(),
                    cpu.user(),
                    cpu.system());
        }
    }

    /** @param loads one per round */
    private record Side(Server server, List<Load> loads) {
        Side(Server server) {
            this(server, new ArrayList<>());
        }
    }

    private Delivering(What what, Server nginx, List<Server> ours) {
        this.what = what;
        this.nginx = new Side(nginx);
        this.ours = ours.stream().map(Side::new).toList();
    }

    /** @param seconds of a round */
    static void segments(int seconds) throws Exception {
        compare(What.SEGMENTS, seconds);
    }

    /** @param seconds of a round */
    static void playlists(int seconds) throws Exception {
        compare(What.PLAYLISTS, seconds);
    }

    private static void compare(What what, int seconds) throws Exception {
        RunningStack stack = new RunningStack();
        try (LargeLesson lesson = LargeLesson.publish(stack);
                Cores cores = Cores.divide(stack, List.of(Server.GATEWAY, Server.PLAYBACK));
                Nginx nginx = new Nginx(cores);
                Wrk wrk = what.wrk(cores, lesson)) {
            for (String path : what.paths(lesson)) {
                nginx.offer(path, lesson.read(path));
            }
            Delivering delivering =
                    new Delivering(what, nginx.server(), List.of(Server.playback(stack), Server.gateway(stack)));
            delivering.measure(wrk, seconds);
            delivering.ours.forEach(delivering::report);
        }
    }

    private void measure(Wrk wrk, int seconds) throws Exception {
        List<Side> all = Stream.concat(Stream.of(nginx), ours.stream()).toList();
        for (Side side : all) {
            what.warmUp(wrk, side.server);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            for (Side side : all) {
                Load load = wrk.run(side.server, seconds);
                side.loads.add(load);
                what.print("round " + round, side.server, load);
            }
        }
    }

    private void report(Side side) {
        List<Double> speeds = ratios(side, this::speed);
        System.out.printf(
                "%s: %s ÷ nginx %.2f (%.2f to %.2f); CPU seconds per %s %.3f ÷ nginx %.3f = %.1f%n",
                what.title,
                side.server.name(),
                Quantiles.median(speeds),
                Quantiles.of(speeds, 0),
                Quantiles.of(speeds, 1),
                what.unit,
                Quantiles.median(side.loads.stream().map(what::cost).toList()),
                Quantiles.median(nginx.loads.stream().map(what::cost).toList()),
                Quantiles.median(ratios(side, what::cost)));
    }

    /** Of each round to nginx in the same round. */
    private List<Double> ratios(Side side, ToDoubleFunction<Load> value) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ratios.add(value.applyAsDouble(side.loads.get(round)) / value.applyAsDouble(nginx.loads.get(round)));
        }
        return ratios;
    }

    private double speed(Load load) {
        return what.amount(load) / load.seconds();
    }
}
