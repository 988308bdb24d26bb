package dev.estrade.transcode.plan;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Names and initialisation vectors of what is stored, for playlists and encoders alike. */
public final class Renditions {
    /** The rendition of the sound, beside the rungs. */
    public static final String AUDIO = "audio";

    /** The still picture, as if it were a rendition of one segment. */
    public static final String POSTER = "poster";

    private static final long AUDIO_INDEX = 255;

    private Renditions() {}

    public static String segment(int number) {
        return "segment_%03d.ts".formatted(number);
    }

    /**
     * Never the same twice under one key: the rendition's index, then the segment's number, eight bytes each.
     *
     * @param rendition a rung's name, or {@link #AUDIO}
     */
    public static byte[] iv(Plan plan, String rendition, int segment) {
        long index = rendition.equals(AUDIO) ? AUDIO_INDEX : plan.rungs().indexOf(plan.rung(rendition));
        return ByteBuffer.allocate(16).putLong(index).putLong(segment).array();
    }

    static String hex(byte[] iv) {
        StringBuilder text = new StringBuilder("0x");
        for (byte b : iv) {
            text.append(String.format(Locale.ROOT, "%02x", b));
        }
        return text.toString();
    }
}
