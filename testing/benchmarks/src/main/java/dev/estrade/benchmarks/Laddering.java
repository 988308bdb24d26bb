package dev.estrade.benchmarks;

import dev.estrade.benchmarks.Clip.Container;
import java.util.ArrayList;
import java.util.List;

/** From the publication of a lesson until it is ready, against one raw ffmpeg command that makes the same ladder. */
final class Laddering {
    private static final int ROUNDS = 3;
    private static final int USUAL_SECONDS = 60;
    private static final int WARM_UP_SECONDS = 20;

    private final RunningStack stack = new RunningStack();
    private final Ffmpeg ffmpeg = new Ffmpeg();
    private final Clip clip;
    private final List<Double> playable = new ArrayList<>();
    private final List<Double> ready = new ArrayList<>();
    private final List<Double> raw = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> rawCpu = new ArrayList<>();

    private Laddering(int seconds) throws Exception {
        this.clip = new Clips(ffmpeg).camera(seconds, Container.FAST_START);
    }

    /** @param lengths in seconds, each once; none is a minute, three times */
    static void run(List<Integer> lengths) throws Exception {
        warmUp();
        if (lengths.isEmpty()) {
            new Laddering(USUAL_SECONDS).measure(ROUNDS);
        }
        for (int seconds : lengths) {
            new Laddering(seconds).measure(1);
        }
    }

    private static void warmUp() throws Exception {
        System.out.println("warm-up");
        Laddering short20s = new Laddering(WARM_UP_SECONDS);
        Lesson lesson = Lesson.publish(short20s.stack, short20s.clip);
        lesson.awaitReady();
        lesson.delete();
    }

    private void measure(int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            raw(ours(round));
        }
        String of = "%d s of %s".formatted(clip.seconds(), clip.content());
        say("ladder: " + of + ", ours %.1f s ÷ raw %.1f s = %.2f%n", ready, raw);
        say("ladder: " + of + ", encoders' CPU, ours %.1f s ÷ raw %.1f s = %.2f%n", cpu, rawCpu);
        say("ladder: " + of + ", playable %.2f s ÷ ready %.1f s = %.3f%n", playable, ready);
    }

    private List<Rung> ours(int round) throws Exception {
        Lesson lesson = Lesson.publish(stack, clip);
        try (EncoderWatch watch = new EncoderWatch(lesson.videoId())) {
            playable.add(lesson.awaitPlayable());
            ready.add(lesson.awaitReady());
            cpu.add(watch.cpuSeconds());
            System.out.printf(
                    "round %d: ours playable after %.2f s, ready after %.1f s; encoders took %.1f s of CPU, and none ran"
                            + " in %.0f %% of the time%n",
                    round, last(playable), last(ready), last(cpu), 100 * watch.idleShare());
        }
        List<Rung> rungs = lesson.rungs();
        lesson.delete();
        return rungs;
    }

    private void raw(List<Rung> rungs) throws Exception {
        try (EncoderWatch watch = new EncoderWatch(clip.file().toString())) {
            raw.add(new RawLadder(ffmpeg, clip, rungs).run());
            rawCpu.add(watch.cpuSeconds());
        }
        System.out.printf("         raw %.1f s, %.1f s of CPU%n", last(raw), last(rawCpu));
    }

    private static void say(String line, List<Double> ours, List<Double> theirs) {
        double above = Quantiles.median(ours);
        double below = Quantiles.median(theirs);
        System.out.printf(line, above, below, above / below);
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }
}
