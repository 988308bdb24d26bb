package dev.estrade.transcode.work;

import java.util.BitSet;
import java.util.HexFormat;

/**
 * Numbers of segments.
 *
 * @param bits one bit per number, little-endian, as hexadecimal: an hour of one rung is 226 characters
 */
public record SegmentSet(String bits) {
    static final SegmentSet EMPTY = new SegmentSet("");

    boolean contains(int segment) {
        return set().get(segment);
    }

    int size() {
        return set().cardinality();
    }

    /** With these as well, both ends included. */
    SegmentSet with(int first, int last) {
        BitSet set = set();
        set.set(first, last + 1);
        return new SegmentSet(HexFormat.of().formatHex(set.toByteArray()));
    }

    private BitSet set() {
        return BitSet.valueOf(HexFormat.of().parseHex(bits));
    }
}
