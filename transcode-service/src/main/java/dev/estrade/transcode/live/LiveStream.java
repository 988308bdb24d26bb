package dev.estrade.transcode.live;

import dev.estrade.events.LessonReady;
import dev.estrade.transcode.plan.Rung;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be played of a recording while it arrives.
 *
 * @param format null while it is not known
 * @param next the chunk with which another process goes on
 */
record LiveStream(@Nullable Format format, List<Piece> pieces, int next) {
    static final LiveStream NONE = new LiveStream(null, List.of(), 0);
    /** Between the numbers of two runs: one that has lost its lease may be that many segments ahead. */
    private static final int NUMBERS_LEFT_OUT = 20;

    /**
     * @param start the recording's first timestamp, in seconds
     * @param rung null for sound alone
     * @param sound whether it has any
     */
    record Format(double start, @Nullable Rung rung, boolean sound) {
        /** The folder of its segments. */
        String rendition() {
            return rung == null ? "audio" : rung.name();
        }

        List<LessonReady.Rendition> renditions() {
            return rung == null
                    ? List.of()
                    : List.of(new LessonReady.Rendition(rung.name(), rung.width(), rung.height()));
        }
    }

    /**
     * A segment.
     *
     * @param number in its name
     * @param anew whether another run begins with it: its times have nothing to do with those before
     */
    record Piece(int number, double seconds, boolean anew) {}

    /** The number with which a run begins. */
    int nextNumber() {
        return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).number() + NUMBERS_LEFT_OUT;
    }

    double seconds() {
        return pieces.stream().mapToDouble(Piece::seconds).sum();
    }

    LiveStream with(Format known, Piece piece, int nextChunk) {
        return new LiveStream(
                known, Stream.concat(pieces.stream(), Stream.of(piece)).toList(), nextChunk);
    }
}
