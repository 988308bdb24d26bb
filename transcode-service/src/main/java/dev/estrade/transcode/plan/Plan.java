package dev.estrade.transcode.plan;

import dev.estrade.transcode.probe.Bitstream;
import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.Probe;
import dev.estrade.transcode.probe.Probe.Label;
import dev.estrade.transcode.probe.Probe.Range;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * Everything that is decided about a lesson before any of it is encoded: which frames each segment holds, in which
 * sizes. So playlists are complete at once, and segments can be made in any order by anybody.
 *
 * @param rate the constant rate of all rungs; of sound alone, that in which its length is counted
 * @param frames of the whole lesson; what the source lacks is padded by its last picture and silence
 * @param segmentFrames of every segment but the last
 * @param start the source timestamp that becomes zero, in seconds
 * @param picture null for sound alone
 * @param sounds the first is what plays unless somebody chooses; empty for a silent lesson
 * @param subtitles each is one segment as long as the lesson
 * @param rungs highest first; empty for sound alone
 */
public record Plan(
        Fraction rate,
        long frames,
        int segmentFrames,
        double start,
        @Nullable Picture picture,
        List<Track> sounds,
        List<Track> subtitles,
        List<Rung> rungs) {

    private static final double SEGMENT_SECONDS = 4;
    private static final double SHORTEST_TAIL_SECONDS = 0.5;
    private static final Fraction RATE_OF_SOUND = new Fraction(25, 1);

    /**
     * The source's picture.
     *
     * @param stream its index in the file
     * @param range above standard it is mapped to it
     */
    public record Picture(int stream, boolean interlaced, Range range) {}

    /**
     * A track of the source that becomes a rendition.
     *
     * @param rendition the folder below the generation, such as {@code audio_1}
     * @param stream its index in the file
     */
    public record Track(String rendition, int stream, Label label) {}

    /** As stored. Documents of earlier builds have one {@code video} and at most one {@code audio}, by their indexes. */
    @PersistenceCreator
    static Plan read(
            Fraction rate,
            long frames,
            int segmentFrames,
            double start,
            @Nullable Picture picture,
            @Nullable List<Track> sounds,
            @Nullable List<Track> subtitles,
            List<Rung> rungs,
            @Value("#root.video") @Nullable Integer video,
            @Value("#root.audio") @Nullable Integer audio) {
        List<Track> heard = audio == null ? List.of() : List.of(new Track(Renditions.AUDIO, audio, Label.NONE));
        return new Plan(
                rate,
                frames,
                segmentFrames,
                start,
                video == null ? picture : new Picture(video, false, Range.SDR),
                Objects.requireNonNullElse(sounds, heard),
                Objects.requireNonNullElse(subtitles, List.of()),
                rungs);
    }

    /**
     * @param bitstream the source's own, if it may be lent to the highest rung: then segments are as long as it takes
     *     to begin where it may be entered
     */
    public static Plan of(Probe probe, Optional<Bitstream> bitstream) {
        Plan encoded = of(probe);
        return bitstream.flatMap(lender -> Lending.of(probe, encoded, lender)).orElse(encoded);
    }

    public static Plan of(Probe probe) {
        Probe.Video video = probe.video();
        Fraction rate = video == null ? RATE_OF_SOUND : FrameRates.choose(video);
        return new Plan(
                rate,
                Math.max(1, Math.round(probe.end() * rate.value())),
                (int) Math.round(SEGMENT_SECONDS * rate.value()),
                probe.start(),
                video == null ? null : new Picture(video.index(), video.interlaced(), video.range()),
                IntStream.range(0, probe.sounds().size())
                        .mapToObj(i -> sound(i, probe.sounds().get(i)))
                        .toList(),
                IntStream.range(0, probe.subtitles().size())
                        .mapToObj(i -> text(i, probe.subtitles().get(i)))
                        .toList(),
                video == null ? List.of() : Ladder.of(video, rate.value()));
    }

    private static Track sound(int position, Probe.Audio audio) {
        return new Track(Renditions.sound(position), audio.index(), audio.label());
    }

    private static Track text(int position, Probe.Subtitles subtitles) {
        return new Track(Renditions.subtitles(position), subtitles.index(), subtitles.label());
    }

    /** The same of so many frames, cut in other places, with another highest rung. */
    Plan with(long length, int segmentLength, Rung highest) {
        List<Rung> ladder =
                Stream.concat(Stream.of(highest), rungs.stream().skip(1)).toList();
        return new Plan(rate, length, segmentLength, start, picture, sounds, subtitles, ladder);
    }

    /** A tail too short to be worth a request belongs to the segment before it. */
    public int segments() {
        long whole = frames / segmentFrames;
        boolean tail = frames % segmentFrames >= SHORTEST_TAIL_SECONDS * rate.value();
        return (int) Math.max(1, whole + (tail ? 1 : 0));
    }

    /** The first frame of a segment. */
    public long firstFrame(int segment) {
        return (long) segment * segmentFrames;
    }

    /** The frame after the last one of a segment. */
    public long endFrame(int segment) {
        return segment == segments() - 1 ? frames : firstFrame(segment + 1);
    }

    /** Seconds. */
    public double duration() {
        return seconds(frames);
    }

    /** Seconds. */
    public double duration(int segment) {
        return seconds(endFrame(segment) - firstFrame(segment));
    }

    /** Seconds of the shortest segment whose rate counts: RFC 8216, 4.3.4.2, has it that those of half the target do. */
    double shortestCounted() {
        double last = duration(segments() - 1);
        double usual = seconds(segmentFrames);
        return segments() == 1 ? last : last >= usual / 2 ? Math.min(last, usual) : usual;
    }

    public double seconds(long frameCount) {
        return (double) frameCount * rate.denominator() / rate.numerator();
    }

    public boolean hasAudio() {
        return !sounds.isEmpty();
    }

    /** Of the sound tracks. */
    public List<String> soundRenditions() {
        return sounds.stream().map(Track::rendition).toList();
    }

    /** Of the tracks of text. */
    public List<String> subtitleRenditions() {
        return subtitles.stream().map(Track::rendition).toList();
    }

    /** What is cut into {@link #segments()}: rungs and sounds. */
    public List<String> segmented() {
        return Stream.concat(rungs.stream().map(Rung::name), soundRenditions().stream())
                .toList();
    }

    /** What a player that knows nothing of the line begins with, and so what is encoded first; empty for sound alone. */
    public Optional<Rung> startRung() {
        return Ladder.start(rungs);
    }

    /** @throws IllegalArgumentException if there is no rung of this name */
    public Rung rung(String name) {
        return rungs.stream()
                .filter(rung -> rung.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rung " + name));
    }
}
