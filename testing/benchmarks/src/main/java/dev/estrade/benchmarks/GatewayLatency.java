package dev.estrade.benchmarks;

import dev.estrade.benchmarks.OpenLoop.Answer;
import dev.estrade.benchmarks.OpenLoop.Order;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway adds to the time of an answer, at a thousand playlists and keys a second, in short turns. */
final class GatewayLatency {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PER_SECOND = 1000;
    private static final int ROUNDS = 10;
    private static final int WARM_UP_SECONDS = 20;

    private final Map<String, String> headers;
    private final List<String> paths;
    private final List<Answer> direct = new ArrayList<>();
    private final List<Answer> through = new ArrayList<>();

    private GatewayLatency(LargeLesson lesson) throws Exception {
        this.headers = lesson.headers();
        this.paths = lesson.playlistAndKey();
    }

    /** @param seconds of a round */
    static void run(int seconds) throws Exception {
        RunningStack stack = new RunningStack();
        try (LargeLesson lesson = LargeLesson.publish(stack);
                Cores cores = Cores.divide(stack, List.of(Server.GATEWAY, Server.PLAYBACK))) {
            GatewayLatency latency = new GatewayLatency(lesson);
            Process load = latency.start(cores);
            try {
                latency.measure(load, Server.playback(stack), Server.gateway(stack), seconds);
            } finally {
                load.destroy();
            }
            latency.report();
        }
    }

    private Process start(Cores cores) throws IOException {
        List<String> command = new ArrayList<>(cores.ofLoad());
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of(Benchmarks.class.getName(), Benchmarks.OPEN_LOOP));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void measure(Process load, Server playback, Server gateway, int seconds) throws IOException {
        BufferedReader answers = load.inputReader();
        ask(load, answers, playback, WARM_UP_SECONDS);
        ask(load, answers, gateway, WARM_UP_SECONDS);
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.printf("  round %d%n", round);
            direct.add(ask(load, answers, playback, seconds));
            through.add(ask(load, answers, gateway, seconds));
        }
    }

    private Answer ask(Process load, BufferedReader answers, Server server, int seconds) throws IOException {
        CpuTime before = CpuTime.of(server.pids());
        Order order = new Order(server.port(), headers, paths, PER_SECOND, seconds);
        load.outputWriter().append(JSON.writeValueAsString(order)).append('\n').flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("The load generator ended");
        }
        Answer answer = JSON.readValue(line, Answer.class);
        CpuTime cpu = CpuTime.of(server.pids()).since(before).per(PER_SECOND * seconds / 1e3);
        System.out.printf(
                "  %-16s p50 %6.2f ms, p99 %6.2f ms; CPU seconds per 1,000 requests: %.3f (user %.3f, system %.3f)%n",
                server.name(), answer.p50(), answer.p99(), cpu.total(), cpu.user(), cpu.system());
        return answer;
    }

    private void report() {
        report("p50", Answer::p50);
        report("p99", Answer::p99);
    }

    private void report(String title, ToDoubleFunction<Answer> quantile) {
        double ours = median(through, quantile);
        double bare = median(direct, quantile);
        System.out.printf(
                "gateway: %s at %d requests/s %.2f ms ÷ direct %.2f ms = %.2f (%+.2f ms)%n",
                title, PER_SECOND, ours, bare, ours / bare, ours - bare);
    }

    private static double median(List<Answer> answers, ToDoubleFunction<Answer> quantile) {
        return Quantiles.median(answers.stream().mapToDouble(quantile).boxed().toList());
    }
}
