package dev.estrade.transcode.live;

/** Somebody else has the recording now, or nobody needs it. */
final class LeaseLostException extends RuntimeException {
    LeaseLostException(Recording mine) {
        super(mine.id());
    }
}
