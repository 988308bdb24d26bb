package dev.estrade.transcode.encode;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Plan.Picture;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Cage;
import dev.estrade.transcode.probe.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * FFmpeg's arguments for consecutive segments of the rung to which the source lends its bitstream. The plan has them
 * begin where it can be entered, by the word of its sample table; {@link #isExact} looks whether that was true.
 */
final class BitstreamCopy {
    /** Before what is wanted, for demuxers that seek by decoding time, and after it. */
    private static final double MARGIN_SECONDS = 0.5;

    private static final double OVERHEAD = 1.3;
    private static final int OVERHEAD_OF_FEW = 1 << 18;

    private final Source source;
    private final Plan plan;
    private final Picture picture;
    private final EncodingJob.Video job;
    private final Rung rung;

    BitstreamCopy(Source source, Plan plan, EncodingJob.Video job, Rung rung) {
        this.source = source;
        this.plan = plan;
        this.picture = Objects.requireNonNull(plan.picture());
        this.job = job;
        this.rung = rung;
    }

    /** What was read too much is dropped before it is cut, so that frames can be counted from the first on. */
    List<String> arguments() {
        double begin = plan.seconds(plan.firstFrame(job.firstSegment()));
        double end = plan.seconds(plan.endFrame(job.lastSegment()));
        double half = plan.seconds(1) / 2;
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y", "-copyts"));
        if (begin > MARGIN_SECONDS) {
            arguments.addAll(List.of("-ss", decimal(begin - MARGIN_SECONDS)));
            arguments.addAll(List.of("-noaccurate_seek", "-seek_timestamp", "1"));
        }
        arguments.addAll(List.of("-to", decimal(end + MARGIN_SECONDS)));
        arguments.addAll(Cage.input(source));
        arguments.addAll(List.of("-map", "0:" + picture.stream(), "-map_metadata", "-1", "-c:v", "copy"));
        arguments.addAll(List.of(
                "-bsf:v",
                "noise=drop='lt(pts*tb,%s)+gt(pts*tb,%s)'".formatted(decimal(begin - half), decimal(end - half))));
        arguments.addAll(Segmenting.OPTIONS);
        arguments.addAll(List.of("-segment_frames", splits()));
        arguments.addAll(List.of("-segment_start_number", Integer.toString(job.firstSegment())));
        arguments.add(Segmenting.pattern(rung.name()));
        return arguments;
    }

    /** Bytes: what the sample table said of the largest segment, and what transport adds to it. */
    long largestFile() {
        double seconds = plan.seconds(plan.endFrame(job.lastSegment()) - plan.firstFrame(job.lastSegment()))
                + plan.seconds(plan.segmentFrames());
        return Math.round(rung.maxKbps() * 125 * seconds * OVERHEAD) + OVERHEAD_OF_FEW;
    }

    /** Whether each segment holds the planned frames and begins with one that needs no other. */
    boolean isExact(Path folder) throws IOException {
        for (int segment = job.firstSegment(); segment <= job.lastSegment(); segment++) {
            Path file = folder.resolve(rung.name()).resolve("segment_%03d.ts".formatted(segment));
            byte[] bytes =
                    Files.exists(file) && Files.size(file) <= largestFile() ? Files.readAllBytes(file) : new byte[0];
            long planned = plan.endFrame(segment) - plan.firstFrame(segment);
            if (TransportStream.pictures(bytes) != planned || !TransportStream.beginsWithKeyFrame(bytes)) {
                return false;
            }
        }
        return true;
    }

    /** Beyond the end if there is only one. */
    private String splits() {
        return IntStream.rangeClosed(1, Math.max(1, job.count() - 1))
                .mapToObj(i -> Long.toString((long) i * plan.segmentFrames() + (job.count() == 1 ? plan.frames() : 0)))
                .collect(Collectors.joining(","));
    }

    private static String decimal(double seconds) {
        return String.format(Locale.ROOT, "%.6f", seconds);
    }
}
