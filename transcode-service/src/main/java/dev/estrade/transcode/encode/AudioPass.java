package dev.estrade.transcode.encode;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Plan.Track;
import dev.estrade.transcode.probe.Cage;
import dev.estrade.transcode.probe.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** FFmpeg's arguments for all of the sound in one pass: AAC that is made in chunks clicks at every seam. */
final class AudioPass {
    private AudioPass() {}

    static List<String> arguments(Source source, Plan plan) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y", "-copyts"));
        arguments.addAll(Cage.input(source));
        // A graph each: in a common one all would wait for the one that begins last.
        plan.sounds().forEach(sound -> arguments.addAll(List.of("-filter_complex", filter(plan, sound))));
        for (Track sound : plan.sounds()) {
            arguments.addAll(List.of("-map", "[" + sound.rendition() + "]", "-map_metadata", "-1"));
            arguments.addAll(List.of("-c:a", "aac", "-b:a", "128k"));
            arguments.addAll(Segmenting.OPTIONS);
            arguments.addAll(List.of("-segment_times", splits(plan), "-segment_start_number", "0"));
            arguments.add(Segmenting.pattern(sound.rendition()));
        }
        return arguments;
    }

    /** Silence before, after and in gaps, so that the sound is exactly as long as the picture. */
    private static String filter(Plan plan, Track sound) {
        return String.format(
                Locale.ROOT,
                "[0:%d]asetpts=PTS-(%.6f)/TB,aresample=48000:async=1:first_pts=0,"
                        + "aformat=sample_fmts=fltp:channel_layouts=stereo,apad=whole_dur=%.6f,atrim=end=%.6f[%s]",
                sound.stream(),
                plan.start(),
                plan.duration(),
                plan.duration(),
                sound.rendition());
    }

    private static String splits(Plan plan) {
        String times = IntStream.range(1, plan.segments())
                .mapToObj(i -> String.format(Locale.ROOT, "%.6f", plan.seconds(plan.firstFrame(i))))
                .collect(Collectors.joining(","));
        return times.isEmpty() ? String.format(Locale.ROOT, "%.6f", plan.duration() + 1) : times;
    }
}
