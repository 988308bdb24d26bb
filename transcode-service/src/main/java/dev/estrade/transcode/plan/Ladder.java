package dev.estrade.transcode.plan;

import dev.estrade.transcode.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rungs that a picture gets: never above the source, the short side names them. */
public final class Ladder {
    private static final int START_SIDE = 480;

    private static final List<Step> STEPS = List.of(
            new Step(1080, 5000), new Step(720, 2800), new Step(480, 1400), new Step(360, 800), new Step(240, 400));
    private static final List<Level> LEVELS = List.of(
            new Level(21, 792, 19_800),
            new Level(30, 1620, 40_500),
            new Level(31, 3600, 108_000),
            new Level(32, 5120, 216_000),
            new Level(40, 8192, 245_760),
            new Level(42, 8704, 522_240),
            new Level(51, 36_864, 983_040));
    private static final int FASTEST_USUAL_RATE = 30;
    private static final double FASTER = 1.5;
    private static final int MACROBLOCK = 16;

    private Ladder() {}

    static List<Rung> of(Probe.Video video, double rate) {
        int shortSide = Math.min(video.width(), video.height());
        List<Rung> rungs = new ArrayList<>();
        for (Step step : STEPS) {
            if (step.shortSide() <= shortSide) {
                rungs.add(rung(video, step, rate));
            }
        }
        if (rungs.isEmpty()) {
            rungs.add(rung(
                    video,
                    new Step(evenBelow(shortSide), STEPS.get(STEPS.size() - 1).maxKbps()),
                    rate));
        }
        return rungs;
    }

    /** With which players begin: the highest that every line carries, else the lowest. */
    static Optional<Rung> start(List<Rung> ladder) {
        return ladder.stream()
                .filter(rung -> Math.min(rung.width(), rung.height()) <= START_SIDE)
                .findFirst()
                .or(() -> ladder.stream().reduce((higher, lower) -> lower));
    }

    /** The only one of what is played while it is made. @param rate frames per second */
    public static Rung single(Probe.Video video, double rate) {
        return start(of(video, rate)).orElseThrow();
    }

    private static Rung rung(Probe.Video video, Step step, double rate) {
        double scale = (double) step.shortSide() / Math.min(video.width(), video.height());
        int width = Math.min(even(video.width() * scale), evenBelow(video.width()));
        int height = Math.min(even(video.height() * scale), evenBelow(video.height()));
        int maxKbps = (int) Math.round(step.maxKbps() * (rate > FASTEST_USUAL_RATE + 1 ? FASTER : 1));
        return new Rung(step.shortSide() + "p", width, height, level(width, height, rate), maxKbps, null);
    }

    /** 4:2:0 needs even sides. */
    private static int even(double side) {
        return Math.max(2, (int) Math.round(side / 2) * 2);
    }

    private static int evenBelow(int side) {
        return Math.max(2, side / 2 * 2);
    }

    /** The lowest level of H.264 table A-1 that holds this size at this rate. */
    private static int level(int width, int height, double rate) {
        int blocks = blocks(width) * blocks(height);
        return LEVELS.stream()
                .filter(level -> blocks <= level.frameBlocks() && blocks * rate <= level.blocksPerSecond())
                .map(Level::number)
                .findFirst()
                .orElse(52);
    }

    private static int blocks(int side) {
        return (side + MACROBLOCK - 1) / MACROBLOCK;
    }

    private record Step(int shortSide, int maxKbps) {}

    private record Level(int number, int frameBlocks, int blocksPerSecond) {}
}
