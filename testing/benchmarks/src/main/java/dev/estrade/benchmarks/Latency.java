package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Clip.Container;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How long the API's answers take while encoders want the whole machine, against an idle one. */
final class Latency {
    private static final int ROUNDS = 2;
    private static final int REQUESTS = 150;
    private static final int PER_SECOND = 10;
    private static final int WATCHED_SECONDS = 20;
    private static final int LOAD_SECONDS = 600;

    private final RunningStack stack = new RunningStack();
    private final Clips clips = new Clips(new Ffmpeg());
    private final Route formations = new Route("GET /api/formations");
    private final Route playlist = new Route("GET playlist");

    /** A request, and the milliseconds that its answers took. */
    private static final class Route {
        private final String title;
        private final List<Double> idle = new ArrayList<>();
        private final List<Double> busy = new ArrayList<>();

        Route(String title) {
            this.title = title;
        }

        void report() {
            double above = Quantiles.of(busy, 0.99);
            double below = Quantiles.of(idle, 0.99);
            System.out.printf(
                    "latency: %s, p99 encoding %.1f ms ÷ idle %.1f ms = %.2f (medians %.1f and %.1f ms)%n",
                    title, above, below, above / below, Quantiles.median(busy), Quantiles.median(idle));
        }
    }

    private Latency() throws Exception {}

    static void run() throws Exception {
        Latency latency = new Latency();
        Lesson watched = Lesson.publish(latency.stack, latency.clips.camera(WATCHED_SECONDS, Container.FAST_START));
        watched.awaitReady();
        Player player = new Player(latency.stack, watched);
        latency.measure(player);
        watched.delete();
        latency.formations.report();
        latency.playlist.report();
    }

    private void measure(Player player) throws Exception {
        HttpRequest list = stack.request("/api/formations").build();
        HttpRequest watch = player.request(player.startRung() + "/index.m3u8");
        ask(list, new ArrayList<>(), watch, new ArrayList<>());
        System.out.println("warm-up done");
        Clip load = clips.camera(LOAD_SECONDS, Container.FAST_START);
        for (int round = 1; round <= ROUNDS; round++) {
            ask(list, formations.idle, watch, playlist.idle);
            Lesson encoding = Lesson.publish(stack, load);
            encoding.awaitProgress(1);
            ask(list, formations.busy, watch, playlist.busy);
            boolean busy = !EncoderWatch.running(encoding.videoId()).isEmpty();
            encoding.delete();
            System.out.printf("round %d: %s%n", round, busy ? "idle, then encoding" : "encoding ended too early");
        }
    }

    /** Both at a fixed rate, however late the answers come. */
    private void ask(HttpRequest one, List<Double> oneTook, HttpRequest other, List<Double> otherTook)
            throws Exception {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < REQUESTS * 2; i++) {
            long due = begin + TimeUnit.SECONDS.toNanos(i) / PER_SECOND / 2;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            answers.add(i % 2 == 0 ? timed(one, due, oneTook) : timed(other, due, otherTook));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
    }

    private CompletableFuture<?> timed(HttpRequest request, long due, List<Double> took) {
        return stack.ask(request).thenAccept(answer -> note(answer, due, took));
    }

    private static void note(HttpResponse<byte[]> answer, long due, List<Double> took) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri().getPath() + " answered " + answer.statusCode());
        }
        synchronized (took) {
            took.add((System.nanoTime() - due) / 1e6);
        }
    }
}
