package dev.estrade.playback.progress;

/** A part of a lesson, in milliseconds. */
record Range(long from, long to) {

    long length() {
        return to - from;
    }

    Range with(Range other) {
        return new Range(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** What of it lies before an end. */
    Range before(long end) {
        return new Range(Math.min(from, end), Math.min(to, end));
    }
}
