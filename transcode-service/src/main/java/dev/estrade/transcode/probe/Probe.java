package dev.estrade.transcode.probe;

import dev.estrade.transcode.TranscodeProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file is.
 *
 * @param start the container's first timestamp, in seconds
 * @param end where the longest of the tracks ends, in seconds after {@code start}; 0 if the header does not say
 * @param video null for sound alone
 * @param sounds in the file's order; empty for a silent video
 * @param subtitles those that are text
 */
public record Probe(double start, double end, @Nullable Video video, List<Audio> sounds, List<Subtitles> subtitles) {

    /**
     * The picture.
     *
     * @param index of the stream in its file
     * @param codec by FFmpeg's name, such as {@code h264}
     * @param pixels by FFmpeg's name, such as {@code yuv420p}
     * @param width as shown: after rotation, with square pixels
     * @param nominalRate {@code r_frame_rate}: the lowest rate that fits all timestamps
     * @param averageRate frames divided by duration
     */
    public record Video(
            int index,
            String codec,
            String pixels,
            int width,
            int height,
            Fraction nominalRate,
            Fraction averageRate,
            boolean interlaced,
            Range range) {}

    /** How bright a picture may become: standard, or high by one of the curves of ITU-R BT.2100. */
    public enum Range {
        SDR,
        PQ,
        HLG
    }

    /** A sound track. */
    public record Audio(int index, String codec, Label label) {}

    /** A track of text. */
    public record Subtitles(int index, Label label) {}

    /**
     * What a track says of itself.
     *
     * @param language RFC 5646, such as {@code fr}; null if it does not say, or nothing that is one
     * @param title for people; null if it has none
     */
    public record Label(@Nullable String language, @Nullable String title, boolean isDefault) {
        public static final Label NONE = new Label(null, null, false);
    }

    /** @throws MediaException {@code media.no_picture} */
    public Video requireVideo() {
        if (video == null) {
            throw new MediaException(TranscodeProblem.NO_PICTURE, "no video stream");
        }
        return video;
    }

    /** The first sound track; null if there is none. */
    public @Nullable Audio sound() {
        return sounds.isEmpty() ? null : sounds.get(0);
    }

    public Probe endingAt(double seconds) {
        return new Probe(start, seconds, video, sounds, subtitles);
    }
}
