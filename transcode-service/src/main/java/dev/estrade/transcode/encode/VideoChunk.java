package dev.estrade.transcode.encode;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Plan.Picture;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Cage;
import dev.estrade.transcode.probe.Demuxer;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's arguments for consecutive segments of some rungs, from one decode: exactly the planned frames, at timestamps
 * that do not depend on which chunk made them. Every option here is needed for that; FINDINGS and
 * {@code ChunkedEncodingIT} tell what happens without it.
 */
final class VideoChunk {
    /**
     * Seconds before the first frame at which decoding begins. A demuxer seeks by decoding time and not always to the
     * frame, so half a second is early enough; where the source's picture has ended, its last frame lies further back.
     */
    static final List<Double> MARGINS = List.of(0.5, 30.0);

    /** From the very start: slower, and right even where the container cannot seek. */
    static final double WHOLE = Double.POSITIVE_INFINITY;

    private final Source source;
    private final Plan plan;
    private final Picture picture;
    private final EncodingJob.Video job;
    private final String preset;

    VideoChunk(Source source, Plan plan, EncodingJob.Video job, String preset) {
        this.source = source;
        this.plan = plan;
        this.picture = Objects.requireNonNull(plan.picture());
        this.job = job;
        this.preset = preset;
    }

    long frames() {
        return plan.endFrame(job.lastSegment()) - plan.firstFrame(job.firstSegment());
    }

    boolean canSeek(double margin) {
        return seekSeconds(margin) > 0;
    }

    /** @param margin one of {@link #MARGINS}, or {@link #WHOLE} */
    List<String> arguments(double margin) {
        return arguments(margin, null);
    }

    /** The first segment, and pictures that may become the poster. */
    List<String> argumentsWithPoster(Stills stills) {
        return arguments(WHOLE, stills);
    }

    private List<String> arguments(double margin, @Nullable Stills stills) {
        boolean seek = canSeek(margin);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y", "-copyts"));
        if (seek) {
            arguments.addAll(List.of("-ss", decimal(plan.start() + seekSeconds(margin))));
            arguments.addAll(List.of("-noaccurate_seek", "-seek_timestamp", "1"));
        }
        if (mayChangeSize()) {
            arguments.addAll(List.of(Fitting.KEEP_FILTERS, "0"));
        }
        arguments.addAll(Cage.input(source));
        arguments.addAll(List.of("-filter_complex", filter(seek, stills)));
        for (int i = 0; i < job.rungs().size(); i++) {
            arguments.addAll(output(i, plan.rung(job.rungs().get(i))));
        }
        if (stills != null) {
            arguments.addAll(stills.output());
        }
        return arguments;
    }

    /** Recordings of browsers do. Filters that look at more than one picture at a time cannot have it. */
    private boolean mayChangeSize() {
        return source.demuxer() == Demuxer.MATROSKA && !picture.interlaced() && picture.range() == Probe.Range.SDR;
    }

    private double seekSeconds(double margin) {
        return plan.seconds(plan.firstFrame(job.firstSegment())) - margin;
    }

    /** After {@code fps} the time base is one frame, so that {@code trim} counts frames. */
    private String filter(boolean seek, @Nullable Stills stills) {
        List<String> branches = new ArrayList<>();
        for (int i = 0; i < job.rungs().size(); i++) {
            branches.add(scale(i, plan.rung(job.rungs().get(i))));
        }
        if (stills != null) {
            branches.add("[s" + branches.size() + "]" + stills.filter());
        }
        return frames(seek, branches.size()) + ";" + String.join(";", branches);
    }

    /** The chunk's frames, once for each branch. */
    private String frames(boolean seek, int branches) {
        Rung largest = plan.rung(job.rungs().get(0));
        String labels =
                IntStream.range(0, branches).mapToObj(i -> "[s" + i + "]").collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "[0:%d]%ssetpts=PTS-(%s)/TB,fps=%s%s,tpad=stop=-1:stop_mode=clone,trim=start_pts=%d:end_pts=%d%s,split=%d%s",
                picture.stream(),
                picture.interlaced() ? "bwdif=mode=send_frame:deint=interlaced," : "",
                decimal(plan.start()),
                plan.rate(),
                seek ? "" : ":start_time=0",
                plan.firstFrame(job.firstSegment()),
                plan.endFrame(job.lastSegment()),
                ToneMapping.filter(picture.range(), largest.width(), largest.height()),
                branches,
                labels);
    }

    private String scale(int index, Rung rung) {
        String scale = mayChangeSize()
                ? Fitting.filter(rung.width(), rung.height())
                : "scale=%d:%d:flags=bicubic".formatted(rung.width(), rung.height());
        return "[s%d]%s,setsar=1,format=yuv420p[o%d]".formatted(index, scale, index);
    }

    private List<String> output(int index, Rung rung) {
        List<String> options = new ArrayList<>(List.of("-map", "[o" + index + "]", "-map_metadata", "-1"));
        options.addAll(List.of("-c:v", "libx264", "-preset", preset, "-crf", "23"));
        options.addAll(List.of("-maxrate", rung.maxKbps() + "k", "-bufsize", rung.maxKbps() + "k"));
        options.addAll(List.of("-profile:v", "high", "-level", Integer.toString(rung.level()), "-bf", "2"));
        options.addAll(List.of("-g", "9999", "-keyint_min", "1", "-sc_threshold", "0", "-flags", "+cgop"));
        options.addAll(List.of("-force_key_frames", keyFrames(), "-fps_mode", "passthrough"));
        options.addAll(List.of(
                "-enc_time_base", plan.rate().denominator() + ":" + plan.rate().numerator()));
        options.addAll(Segmenting.OPTIONS);
        options.addAll(List.of("-segment_frames", splits()));
        options.addAll(List.of("-segment_start_number", Integer.toString(job.firstSegment())));
        options.add(Segmenting.pattern(rung.name()));
        return options;
    }

    private String keyFrames() {
        return IntStream.range(0, job.count())
                .mapToObj(i -> "eq(n," + (long) i * plan.segmentFrames() + ")")
                .collect(Collectors.joining("+", "expr:", ""));
    }

    /** Frame numbers, within the chunk, at which a new file begins; beyond the end if there is only one. */
    private String splits() {
        return job.count() == 1
                ? Long.toString(frames() + 1)
                : IntStream.range(1, job.count())
                        .mapToObj(i -> Long.toString((long) i * plan.segmentFrames()))
                        .collect(Collectors.joining(","));
    }

    private static String decimal(double seconds) {
        return String.format(Locale.ROOT, "%.6f", seconds);
    }
}
