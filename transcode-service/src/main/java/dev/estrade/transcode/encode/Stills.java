package dev.estrade.transcode.encode;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Rung;
import dev.estrade.transcode.probe.Probe.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A few pictures out of one decode. The poster is the one that takes JPEG the most bytes: the one with the most to see,
 * and not the black that many films begin with.
 *
 * @param frames which ones, as FFmpeg's {@code select} is told
 * @param width of the film as it is shown
 * @param height of the film as it is shown
 * @param range of the film's pictures; the stills are of standard range
 */
public record Stills(String frames, int width, int height, Range range) {
    /** Of how many equal parts of what is decoded the middle is looked at. */
    public static final int COUNT = 3;

    private static final int LARGEST_WIDTH = 1280;

    /** Of a chunk, out of the decode that makes its segments, which has the range of those. */
    static Stills of(Plan plan, EncodingJob.Video job) {
        long all = plan.endFrame(job.lastSegment()) - plan.firstFrame(job.firstSegment());
        String middles = LongStream.range(0, COUNT)
                .map(i -> all * (2 * i + 1) / (2 * COUNT))
                .distinct()
                .mapToObj(n -> "eq(n," + n + ")")
                .collect(Collectors.joining("+"));
        Rung largest = plan.rungs().get(0);
        return new Stills(middles, largest.width(), largest.height(), Range.SDR);
    }

    /** Of one branch: its frames counted from 0. */
    public String filter() {
        int shown = Math.min(LARGEST_WIDTH, width);
        int high = Math.max(2, (int) Math.round(height * (double) shown / width / 2) * 2);
        return String.format(
                Locale.ROOT,
                "select='%s'%s,scale=%d:%d:flags=bicubic:out_range=full,setsar=1,format=yuvj420p[still]",
                frames,
                ToneMapping.filter(range, shown, high),
                shown,
                high);
    }

    public List<String> output() {
        List<String> options = List.of("-map", "[still]", "-map_metadata", "-1", "-fps_mode", "passthrough");
        List<String> format = List.of("-c:v", "mjpeg", "-q:v", "4", "-f", "image2", "still_%d.jpg");
        return Stream.concat(options.stream(), format.stream()).toList();
    }

    public static Optional<Path> best(Path folder) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> folder.resolve("still_" + i + ".jpg"))
                .takeWhile(Files::exists)
                .max(Comparator.comparingLong(Stills::size));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
