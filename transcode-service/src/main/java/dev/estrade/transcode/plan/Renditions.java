package dev.estrade.transcode.plan;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Names and initialisation vectors of what is stored, for playlists and encoders alike. */
public final class Renditions {
    /** The first sound, beside the rungs; further ones are numbered. */
    public static final String AUDIO = "audio";

    /** The still picture, as if it were a rendition of one segment. */
    public static final String POSTER = "poster";

    /** What is made when all segments are there, as if it were a rendition of one segment. */
    public static final String PACKAGE = "package";

    private static final String SUBTITLES = "subtitles";
    private static final long FIRST_SOUND = 255;
    private static final long FIRST_SUBTITLES = 511;

    private Renditions() {}

    static String sound(int position) {
        return numbered(AUDIO, position);
    }

    static String subtitles(int position) {
        return numbered(SUBTITLES, position);
    }

    /** The name of a segment's file, with three digits at least. @param rendition that it belongs to */
    public static String segment(String rendition, int number) {
        String digits = Integer.toString(number);
        return "segment_" + "0".repeat(Math.max(0, 3 - digits.length())) + digits
                + (isText(rendition) ? ".vtt" : ".ts");
    }

    public static boolean isText(String rendition) {
        return rendition.startsWith(SUBTITLES);
    }

    /** Never the same twice under one key: the rendition's index, then the segment's number, eight bytes each. */
    public static byte[] iv(Plan plan, String rendition, int segment) {
        return iv(index(plan, rendition), segment);
    }

    /** Of the only rendition that a key is for. */
    public static byte[] iv(int segment) {
        return iv(0, segment);
    }

    private static byte[] iv(long rendition, long segment) {
        return ByteBuffer.allocate(16).putLong(rendition).putLong(segment).array();
    }

    private static long index(Plan plan, String rendition) {
        List<String> sounds = plan.soundRenditions();
        List<String> subtitles = plan.subtitleRenditions();
        if (sounds.contains(rendition)) {
            return FIRST_SOUND + sounds.indexOf(rendition);
        }
        return subtitles.contains(rendition)
                ? FIRST_SUBTITLES + subtitles.indexOf(rendition)
                : plan.rungs().indexOf(plan.rung(rendition));
    }

    public static String hex(byte[] iv) {
        return "0x" + HexFormat.of().formatHex(iv);
    }

    private static String numbered(String name, int position) {
        return position == 0 ? name : name + "_" + position;
    }
}
