package dev.estrade.transcode.plan;

import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.Probe;
import java.util.Comparator;
import java.util.List;

/** The one constant rate to which a video is brought. */
final class FrameRates {
    private static final List<Fraction> STANDARD = List.of(
            new Fraction(24000, 1001),
            new Fraction(24, 1),
            new Fraction(25, 1),
            new Fraction(30000, 1001),
            new Fraction(30, 1),
            new Fraction(48, 1),
            new Fraction(50, 1),
            new Fraction(60000, 1001),
            new Fraction(60, 1));
    private static final Fraction FALLBACK = new Fraction(30, 1);
    private static final double LOWEST = 5;
    private static final double HIGHEST = 60;
    private static final double CONSTANT = 0.005;

    private FrameRates() {}

    /** The source's own rate if it is standard, or constant and sane; else the nearest standard one. */
    static Fraction choose(Probe.Video video) {
        // Of fields the nominal rate may be twice that of pictures.
        Fraction nominal = video.interlaced() ? video.averageRate() : video.nominalRate();
        double average = video.averageRate().value();
        if (STANDARD.contains(nominal) || isConstant(nominal.value(), average)) {
            return nominal;
        }
        double wanted = average > 0 ? average : nominal.value();
        return wanted <= 0 ? FALLBACK : nearest(wanted);
    }

    private static boolean isConstant(double nominal, double average) {
        return nominal >= LOWEST && nominal <= HIGHEST && Math.abs(average - nominal) <= CONSTANT * nominal;
    }

    private static Fraction nearest(double wanted) {
        return STANDARD.stream()
                .min(Comparator.comparingDouble(standard -> Math.abs(standard.value() - wanted)))
                .orElse(FALLBACK);
    }
}
