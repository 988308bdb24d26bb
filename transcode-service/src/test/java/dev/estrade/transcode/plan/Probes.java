package dev.estrade.transcode.plan;

import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Probe.Label;
import dev.estrade.transcode.probe.Probe.Range;
import java.util.List;

/** What probes find, made up. */
public final class Probes {
    public static final Fraction THIRTY = new Fraction(30, 1);
    private static final List<Probe.Audio> SOUND = List.of(new Probe.Audio(1, "aac", Label.NONE));

    private Probes() {}

    /** With one sound track. */
    public static Probe of(int width, int height, Fraction nominal, Fraction average, double end) {
        return new Probe(0, end, video(width, height, nominal, average), SOUND, List.of());
    }

    public static Probe silent(int width, int height, double end) {
        return new Probe(0, end, video(width, height, THIRTY, THIRTY), List.of(), List.of());
    }

    private static Probe.Video video(int width, int height, Fraction nominal, Fraction average) {
        return new Probe.Video(0, "h264", "yuv420p", width, height, nominal, average, false, Range.SDR);
    }
}
