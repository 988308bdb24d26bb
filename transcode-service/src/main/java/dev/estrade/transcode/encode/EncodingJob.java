package dev.estrade.transcode.encode;

import java.util.List;

/** A piece of encoding that one FFmpeg run does. */
public sealed interface EncodingJob {

    /** Consecutive segments of some rungs. @param lastSegment included */
    record Video(int firstSegment, int lastSegment, List<String> rungs, boolean idle) implements EncodingJob {
        int count() {
            return lastSegment - firstSegment + 1;
        }
    }

    /** The whole sound. */
    record Audio() implements EncodingJob {}
}
