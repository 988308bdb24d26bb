package dev.estrade.transcode.encode;

import java.util.List;

/** A piece of encoding that one FFmpeg run does. */
public sealed interface EncodingJob {

    /**
     * Consecutive segments of some rungs.
     *
     * @param lastSegment included
     * @param idle whether it yields to everything else on the machine
     * @param poster whether a still picture is wanted too; the segments come without it if it cannot be made
     */
    record Video(int firstSegment, int lastSegment, List<String> rungs, boolean idle, boolean poster)
            implements EncodingJob {
        int count() {
            return lastSegment - firstSegment + 1;
        }

        Video without(String rung) {
            List<String> others =
                    rungs.stream().filter(other -> !other.equals(rung)).toList();
            return new Video(firstSegment, lastSegment, others, idle, poster);
        }
    }

    /** All of the sound. */
    record Audio() implements EncodingJob {}

    /** All of the text. */
    record Subtitles() implements EncodingJob {}
}
