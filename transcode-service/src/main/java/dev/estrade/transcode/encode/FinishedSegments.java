package dev.estrade.transcode.encode;

import dev.estrade.transcode.plan.Plan;
import dev.estrade.transcode.plan.Renditions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands out the segments of a chunk, each when all its rungs are whole: they are when the next one's files exist. Names
 * are written once, so a wrong segment would stay. But the filters emit a frame for every tick: where the chunk's first
 * picture has the planned time, so have all others, for as long as the source does not break off.
 */
final class FinishedSegments {
    /** Tables and the header of the first picture. */
    private static final int BEGINNING = 188 * 50;

    private static final long OFFSET = 900_000;
    private static final int CLOCK = 90_000;
    private static final long WRAP = 1L << 33;

    private final Path folder;
    private final Plan plan;
    private final EncodingJob.Video job;
    private final Consumer<SegmentFile> receiver;
    private int next;

    FinishedSegments(Path folder, Plan plan, EncodingJob.Video job, Consumer<SegmentFile> receiver) {
        this.folder = folder;
        this.plan = plan;
        this.job = job;
        this.receiver = receiver;
        this.next = job.firstSegment();
    }

    /** Whether any was handed out: then no other run may write where somebody reads. */
    boolean begun() {
        return next > job.firstSegment();
    }

    /** Before a run: what an earlier one left says nothing of this one. */
    void clear(List<String> rungs) throws IOException {
        for (String rung : rungs) {
            for (int segment = job.firstSegment(); segment <= job.lastSegment(); segment++) {
                Files.deleteIfExists(file(rung, segment).file());
            }
        }
    }

    /** @param rungs that a run makes now; all others are there */
    void handOutWhole(List<String> rungs) {
        while (next < job.lastSegment()
                && rungs.stream()
                        .allMatch(rung -> Files.exists(file(rung, next + 1).file()))
                && (begun() || rungs.stream().allMatch(this::beginsInTime))) {
            handOutNext();
        }
    }

    /** The run is over, and all is as planned. */
    void handOutRest() {
        while (next <= job.lastSegment()) {
            handOutNext();
        }
    }

    private void handOutNext() {
        job.rungs().forEach(rung -> receiver.accept(file(rung, next)));
        next++;
    }

    private boolean beginsInTime(String rung) {
        try (InputStream segment = Files.newInputStream(file(rung, next).file())) {
            long time = TransportStream.firstPictureTime(segment.readNBytes(BEGINNING));
            long planned = OFFSET + Math.round(plan.seconds(plan.firstFrame(next)) * CLOCK);
            return Math.abs(time - planned % WRAP) < plan.seconds(1) * CLOCK / 2;
        } catch (IOException e) {
            return false;
        }
    }

    private SegmentFile file(String rung, int number) {
        return new SegmentFile(rung, number, folder.resolve(rung).resolve(Renditions.segment(rung, number)));
    }
}
