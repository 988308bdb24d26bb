package dev.estrade.transcode.encode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * Listens to a tone of 440 Hz, 25 ms at a time, which are eleven of its waves: as long as nothing is missing, doubled,
 * shifted or crackling, each such moment has the same loudness and phase as the one before, and nothing else to hear.
 */
@NullMarked
final class Tone {
    static final int RATE = 48_000;
    private static final int FREQUENCY = 440;
    private static final int MOMENT = RATE / 40;
    /** One sample: what AAC does to a tone is two thirds of it at most. */
    private static final double SAME_PHASE = 2 * Math.PI * FREQUENCY / RATE;

    private static final double SAME_LOUDNESS = 0.1;
    private static final double NOISE = 0.01;

    /** @param noise what is no tone ÷ all, as energies */
    private record Moment(double loudness, double phase, double noise) {}

    private final List<Moment> moments = new ArrayList<>();

    /** @param samples mono, 16 bits, little-endian, at {@link #RATE} */
    Tone(byte[] samples) {
        ShortBuffer levels =
                ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        for (int begin = 0; begin + MOMENT <= levels.limit(); begin += MOMENT) {
            moments.add(moment(levels, begin));
        }
    }

    int heard() {
        return moments.size();
    }

    /** Seconds at which it does not go on as it began. @param ends seconds at both ends that do not count */
    List<Double> clicks(double ends) {
        int skipped = (int) Math.ceil(ends * RATE / MOMENT);
        List<Double> clicks = new ArrayList<>();
        for (int i = skipped + 1; i < moments.size() - skipped; i++) {
            if (!goesOn(moments.get(i - 1), moments.get(i))) {
                clicks.add((double) i * MOMENT / RATE);
            }
        }
        return clicks;
    }

    private static boolean goesOn(Moment before, Moment now) {
        double turn = Math.abs(now.phase() - before.phase());
        return Math.min(turn, 2 * Math.PI - turn) < SAME_PHASE
                && Math.abs(now.loudness() / before.loudness() - 1) < SAME_LOUDNESS
                && now.noise() < NOISE;
    }

    private static Moment moment(ShortBuffer levels, int begin) {
        double sine = 0;
        double cosine = 0;
        double energy = 0;
        for (int i = 0; i < MOMENT; i++) {
            double angle = 2 * Math.PI * FREQUENCY * i / RATE;
            int level = levels.get(begin + i);
            sine += level * Math.sin(angle);
            cosine += level * Math.cos(angle);
            energy += (double) level * level;
        }
        double tone = 2 * (sine * sine + cosine * cosine) / MOMENT;
        return new Moment(Math.hypot(sine, cosine), Math.atan2(sine, cosine), energy == 0 ? 1 : 1 - tone / energy);
    }
}
