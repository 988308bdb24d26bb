package dev.estrade.transcode.plan;

import dev.estrade.transcode.probe.Bitstream;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Probe.Range;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether the highest rung can be the source's own bitstream: as every player plays it, at the size and not above the
 * rate of the rung, and enterable at equal distances, which become the segments. All of it or none: two encoders' pictures
 * in one rendition would make players stumble.
 */
final class Lending {
    /** Baseline, Main and High, of which every phone decodes 8-bit 4:2:0. */
    private static final Set<Integer> PROFILES = Set.of(66, 77, 100);

    private static final Set<String> PIXELS = Set.of("yuv420p", "yuvj420p");
    private static final int HIGHEST_LEVEL = 42;
    private static final double SHORTEST_SECONDS = 2;
    private static final double WANTED_SECONDS = 4;
    private static final double LONGEST_SECONDS = 6;
    /** The largest segment ÷ what the rung may have on average. */
    private static final double PEAK = 1.5;
    /** What sound may play on after the last picture and be cut off: encoders of sound fill their last frame. */
    private static final double SOUND_AFTER_SECONDS = 0.1;

    private static final double SAME_MOMENT_SECONDS = 0.0005;

    private final Plan plan;
    private final Bitstream lender;

    private Lending(Plan plan, Bitstream lender) {
        this.plan = plan;
        this.lender = lender;
    }

    static Optional<Plan> of(Probe probe, Plan plan, Bitstream lender) {
        Probe.Video video = probe.video();
        if (video == null) {
            return Optional.empty();
        }
        // The smallest rungs are encoded at once, and cost next to nothing.
        boolean low = plan.startRung().filter(plan.rungs().get(0)::equals).isPresent();
        boolean plays = PROFILES.contains(lender.profile())
                && lender.level() <= HIGHEST_LEVEL
                && PIXELS.contains(video.pixels())
                && !video.interlaced()
                && video.range() == Range.SDR;
        return plays && !low ? new Lending(plan, lender).lent() : Optional.empty();
    }

    private Optional<Plan> lent() {
        Rung rung = plan.rungs().get(0);
        boolean same = rung.width() == lender.width()
                && rung.height() == lender.height()
                && plan.rate().equals(lender.rate())
                && Math.abs(plan.start()) <= SAME_MOMENT_SECONDS
                && Math.abs(plan.seconds(plan.frames() - lender.frames())) <= SOUND_AFTER_SECONDS;
        return same ? segmentFrames().flatMap(length -> within(rung, length)) : Optional.empty();
    }

    /** The number of frames nearest to four seconds at whose multiples the bitstream can be entered. */
    private Optional<Integer> segmentFrames() {
        double rate = plan.rate().value();
        return IntStream.rangeClosed((int) Math.ceil(SHORTEST_SECONDS * rate), (int) Math.floor(LONGEST_SECONDS * rate))
                .boxed()
                .sorted(Comparator.comparingDouble(length -> Math.abs(length - WANTED_SECONDS * rate)))
                .filter(this::isEnterableEvery)
                .findFirst();
    }

    private boolean isEnterableEvery(int length) {
        return IntStream.iterate(0, frame -> frame < lender.frames(), frame -> frame + length)
                .allMatch(lender.entrances()::get);
    }

    private Optional<Plan> within(Rung rung, int segmentFrames) {
        Plan cut = plan.with(lender.frames(), segmentFrames, rung);
        List<Long> sizes = IntStream.range(0, cut.segments())
                .mapToObj(segment -> lender.bytes(cut.firstFrame(segment), cut.endFrame(segment)))
                .toList();
        Measured lent = new Measured(sizes, List.of());
        boolean fits = lent.average(cut) <= rung.maxKbps() * 1000L && lent.peak(cut) <= PEAK * rung.maxKbps() * 1000;
        int kbps = (int) Math.ceil(lent.peak(cut) / 1000.0);
        return fits
                ? Optional.of(plan.with(lender.frames(), segmentFrames, rung.lent(lender.codec(), kbps)))
                : Optional.empty();
    }
}
