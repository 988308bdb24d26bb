package dev.estrade.transcode.plan;

import java.util.List;

/**
 * What a rendition came to.
 *
 * @param bytes of each segment, as stored
 * @param firstPictures how many of them, in the clear, its first picture ends at; of a rung only
 */
public record Measured(List<Long> bytes, List<Long> firstPictures) {

    /** Bits per second of the segment that has most. */
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

    private static long most(Plan plan, List<Long> sizes) {
        double most = 0;
        for (int i = 0; i < sizes.size(); i++) {
            most = Math.max(most, sizes.get(i) * 8 / plan.duration(i));
        }
        return (long) Math.ceil(most);
    }
}
