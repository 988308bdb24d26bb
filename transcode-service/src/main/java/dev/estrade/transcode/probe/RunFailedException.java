package dev.estrade.transcode.probe;

import java.io.IOException;

/** A run of FFmpeg failed, and not because of the file: it was killed, hung, or the disk or the store let it down. */
public final class RunFailedException extends IOException {
    public RunFailedException(String said) {
        super(said);
    }
}
