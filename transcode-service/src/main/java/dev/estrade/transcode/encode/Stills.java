package dev.estrade.transcode.encode;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Rung;
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
 * A few pictures of a chunk, out of the decode that makes its segments. The poster is the one that takes JPEG the most
 * bytes: the one with the most to see, and not the black that many films begin with.
 */
final class Stills {
    private static final int COUNT = 3;
    private static final int LARGEST_WIDTH = 1280;

    private final Plan plan;
    private final EncodingJob.Video job;

    Stills(Plan plan, EncodingJob.Video job) {
        this.plan = plan;
        this.job = job;
    }

    /** Of one branch: its frames counted from 0. */
    String filter() {
        return String.format(
                Locale.ROOT,
                "select='%s',scale=%d:%d:flags=bicubic:out_range=full,setsar=1,format=yuvj420p[still]",
                frames().mapToObj(n -> "eq(n," + n + ")").collect(Collectors.joining("+")),
                width(),
                height());
    }

    List<String> output() {
        List<String> options = List.of("-map", "[still]", "-map_metadata", "-1", "-fps_mode", "passthrough");
        List<String> format = List.of("-c:v", "mjpeg", "-q:v", "4", "-f", "image2", "still_%d.jpg");
        return Stream.concat(options.stream(), format.stream()).toList();
    }

    Optional<Path> best(Path folder) {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(i -> folder.resolve("still_" + i + ".jpg"))
                .filter(Files::exists)
                .max(Comparator.comparingLong(Stills::size));
    }

    /** In the middle of each third of the chunk. */
    private LongStream frames() {
        long all = plan.endFrame(job.lastSegment()) - plan.firstFrame(job.firstSegment());
        return LongStream.range(0, COUNT)
                .map(i -> all * (2 * i + 1) / (2 * COUNT))
                .distinct();
    }

    /** The largest rung has the source's shape. */
    private int width() {
        return Math.min(LARGEST_WIDTH, plan.rungs().get(0).width());
    }

    private int height() {
        Rung largest = plan.rungs().get(0);
        return Math.max(2, (int) Math.round(largest.height() * (double) width() / largest.width() / 2) * 2);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
