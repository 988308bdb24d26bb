package dev.estrade.transcode.plan;

import java.util.List;

/**
 * What a rendition came to.
 *
 * @param bytes of each segment, as stored
 * @param firstPictures how many of them, in the clear, its first picture ends at; of a rung only
 */
public record Measured(List<Long> bytes, List<Long> firstPictures) {

    private static final double SHORTEST_SET = 0.5;
    private static final double LONGEST_SET = 1.5;

    /** Bits per second where it has most. */
    long peak(Plan plan) {
        return most(plan, bytes);
    }

    /** As {@link #peak}, of the first pictures alone. */
    long peakOfFirstPictures(Plan plan) {
        return most(plan, firstPictures);
    }

    /** Bits per second. */
    long average(Plan plan) {
        return Math.round(bytes.stream().mapToLong(size -> size).sum() * 8 / plan.duration());
    }

    /** Of consecutive segments that are together 0.5 to 1.5 times as long as the longest (RFC 8216, 4.3.4.2). */
    private static long most(Plan plan, List<Long> sizes) {
        double target = plan.seconds(plan.segmentFrames());
        double most = 0;
        for (int first = 0; first < sizes.size(); first++) {
            double seconds = 0;
            long bytes = 0;
            for (int i = first; i < sizes.size() && seconds + plan.duration(i) <= LONGEST_SET * target; i++) {
                seconds += plan.duration(i);
                bytes += sizes.get(i);
                boolean counts = seconds >= SHORTEST_SET * target || sizes.size() == 1;
                most = Math.max(most, counts ? bytes * 8 / seconds : 0);
            }
        }
        return (long) Math.ceil(most);
    }
}
