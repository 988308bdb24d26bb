package dev.estrade.transcode.probe;

import org.jspecify.annotations.Nullable;

/**
 * What a file is.
 *
 * @param start the container's first timestamp, in seconds
 * @param end where the longest of the two tracks ends, in seconds after {@code start}; 0 if the header does not say
 * @param audio null for a silent video
 */
public record Probe(
        double start, double end, Video video, @Nullable Audio audio) {

    /**
     * The picture.
     *
     * @param index of the stream in its file
     * @param width as shown: after rotation, with square pixels
     * @param nominalRate {@code r_frame_rate}: the lowest rate that fits all timestamps
     * @param averageRate frames divided by duration
     */
    public record Video(int index, int width, int height, Fraction nominalRate, Fraction averageRate) {}

    /** The sound. @param index of the stream in its file */
    public record Audio(int index, int channels) {}

    public Probe endingAt(double seconds) {
        return new Probe(start, seconds, video, audio);
    }
}
