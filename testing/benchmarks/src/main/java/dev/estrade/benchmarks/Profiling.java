package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Wrk.Load;
import java.util.List;

/** Why {@link Delivering} comes to its figures: profiles of playback-service, and of the gateway before it, under its load. */
final class Profiling {
    private Profiling() {}

    /** @param seconds that each is watched */
    static void run(int seconds) throws Exception {
        RunningStack stack = new RunningStack();
        try (LargeLesson lesson = LargeLesson.publish(stack);
                Cores cores = Cores.divide(stack, List.of(Server.GATEWAY, Server.PLAYBACK))) {
            for (Delivering.What what : Delivering.What.values()) {
                try (Wrk wrk = what.wrk(cores, lesson)) {
                    watch(what, wrk, Server.playback(stack), seconds);
                    watch(what, wrk, Server.gateway(stack), seconds);
                }
            }
        }
    }

    /** The first of the server's processes. */
    private static void watch(Delivering.What what, Wrk wrk, Server server, int seconds) throws Exception {
        what.warmUp(wrk, server);
        long pid = server.pids().get(0);
        Profile.start(pid);
        CpuTime before = CpuTime.of(List.of(pid));
        Load load = wrk.run(server, seconds);
        CpuTime cpu = CpuTime.of(List.of(pid)).since(before);
        Profile profile = Profile.stop(pid);
        System.out.printf(
                "profile: %s, %s, %.1f requests/s; of its CPU time %.0f %% its own code, %.0f %% the kernel%n",
                what.title(),
                server.name(),
                load.requests() / load.seconds(),
                cpu.user() / cpu.total() * 100,
                cpu.system() / cpu.total() * 100);
        profile.print();
    }
}
