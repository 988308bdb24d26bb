package dev.estrade.transcode.presentation;

import dev.estrade.transcode.encode.Stills;
import dev.estrade.transcode.probe.Cage;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** FFmpeg's arguments for the stills of which one becomes a presentation's poster. */
final class Poster {
    /** What is decoded for them: longer than the black that films begin with. */
    private static final double SPAN_SECONDS = 30;

    private Poster() {}

    static List<String> arguments(Source source, Probe probe) {
        Probe.Video picture = probe.requireVideo();
        Stills stills = new Stills(frames(probe.end()), picture.width(), picture.height(), picture.range());
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
        arguments.addAll(List.of("-t", Double.toString(SPAN_SECONDS)));
        arguments.addAll(Cage.input(source));
        arguments.addAll(List.of("-filter_complex", "[0:" + picture.index() + "]" + stills.filter()));
        arguments.addAll(stills.output());
        return arguments;
    }

    /** The ones in the middle of each third, and the first: the sound may go on where the pictures end. */
    private static String frames(double end) {
        double span = Math.min(SPAN_SECONDS, end);
        return IntStream.range(0, Stills.COUNT)
                .mapToDouble(i -> span * (2 * i + 1) / (2 * Stills.COUNT))
                .mapToObj(time -> String.format(Locale.ROOT, "lt(prev_t,%1$.3f)*gte(t,%1$.3f)", time))
                .collect(Collectors.joining("+", "isnan(prev_t)+", ""));
    }
}
