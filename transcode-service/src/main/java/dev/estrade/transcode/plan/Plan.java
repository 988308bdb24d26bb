package dev.estrade.transcode.plan;

import dev.estrade.transcode.probe.Fraction;
import dev.estrade.transcode.probe.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is decided about a lesson before any of it is encoded: which frames each segment holds, in which
 * sizes. So playlists are complete at once, and segments can be made in any order by anybody.
 *
 * @param rate the constant rate of all rungs
 * @param frames of the whole lesson; what the source lacks is padded by its last picture and silence
 * @param segmentFrames of every segment but the last
 * @param start the source timestamp that becomes zero, in seconds
 * @param video the stream's index in its file
 * @param audio the stream's index in its file; null for a silent lesson
 * @param rungs highest first
 */
public record Plan(
        Fraction rate,
        long frames,
        int segmentFrames,
        double start,
        int video,
        @Nullable Integer audio,
        List<Rung> rungs) {

    private static final double SEGMENT_SECONDS = 4;
    private static final double SHORTEST_TAIL_SECONDS = 0.5;
    private static final int START_RUNG_SIDE = 480;

    public static Plan of(Probe probe) {
        Fraction rate = FrameRates.choose(probe.video());
        long frames = Math.max(1, Math.round(probe.end() * rate.value()));
        Probe.Audio audio = probe.audio();
        return new Plan(
                rate,
                frames,
                (int) Math.round(SEGMENT_SECONDS * rate.value()),
                probe.start(),
                probe.video().index(),
                audio == null ? null : audio.index(),
                Ladder.of(probe.video(), rate.value()));
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

    public double seconds(long frameCount) {
        return (double) frameCount * rate.denominator() / rate.numerator();
    }

    public boolean hasAudio() {
        return audio != null;
    }

    /** What a player that knows nothing of the line begins with, and so what is encoded first. */
    public Rung startRung() {
        return rungs.stream()
                .filter(rung -> Math.min(rung.width(), rung.height()) <= START_RUNG_SIDE)
                .findFirst()
                .orElse(rungs.get(rungs.size() - 1));
    }

    /** @throws IllegalArgumentException if there is no rung of this name */
    public Rung rung(String name) {
        return rungs.stream()
                .filter(rung -> rung.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rung " + name));
    }
}
