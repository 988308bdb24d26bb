package dev.estrade.transcode.work;

import java.util.List;

/**
 * A piece of work that one worker does under one lease.
 *
 * @param first segment; of video only
 * @param last segment, included; of video only
 * @param rungs of video only
 */
public record Work(Kind kind, int first, int last, List<String> rungs) {

    /** What is done, the most wanted first. */
    public enum Kind {
        /** One segment of one rung, for which a viewer waits. */
        URGENT,
        PROBE,
        /** Segment 0 of the start rung: what a viewer waits for. */
        FIRST_PICTURE,
        AUDIO,
        /** Segment 0 of the other rungs. */
        FIRST_LADDER,
        SUBTITLES,
        REST,
        /** What can only be made when all segments are there. */
        PACKAGE
    }

    static final Work PROBE = new Work(Kind.PROBE, 0, 0, List.of());
    static final Work AUDIO = new Work(Kind.AUDIO, 0, 0, List.of());
    static final Work PACKAGE = new Work(Kind.PACKAGE, 0, 0, List.of());
    static final Work SUBTITLES = new Work(Kind.SUBTITLES, 0, 0, List.of());

    /** Whether somebody waits for it: it yields to nothing on the machine, and workers are kept free for it. */
    boolean isExpress() {
        return kind.compareTo(Kind.AUDIO) <= 0;
    }

    /** Express, and over within seconds: the sound of a long lesson is not. */
    boolean isBrief() {
        return kind.compareTo(Kind.AUDIO) < 0;
    }

    boolean covers(String rung, int segment) {
        return first <= segment && segment <= last && rungs.contains(rung);
    }
}
