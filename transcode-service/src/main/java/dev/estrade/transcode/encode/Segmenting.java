package dev.estrade.transcode.encode;

import java.util.List;

/** How chunks and the sound are cut into MPEG-TS files that fit together. */
final class Segmenting {
    /** All timestamps begin at ten seconds: B-frames and AAC priming reach below the first one. */
    static final List<String> OPTIONS = List.of(
            "-output_ts_offset",
            "10",
            "-muxdelay",
            "0",
            "-muxpreload",
            "0",
            "-avoid_negative_ts",
            "disabled",
            "-f",
            "segment",
            "-segment_format",
            "mpegts",
            // The tables stand at each file's beginning; ten times a second they are a third of a slide's bits.
            "-segment_format_options",
            "pat_period=10:sdt_period=10",
            "-reset_timestamps",
            "0");

    private Segmenting() {}

    /** Relative to the job's folder. */
    static String pattern(String rendition) {
        return rendition + "/segment_%03d.ts";
    }
}
