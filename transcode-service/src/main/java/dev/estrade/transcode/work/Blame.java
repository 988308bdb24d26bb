package dev.estrade.transcode.work;

import dev.estrade.support.problem.Faults;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.RunFailedException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** Whose fault it is that a piece of work failed. */
public enum Blame {
    /** Trying again would end the same way. */
    MEDIA,
    /** The store or the database is away. Nothing is wrong with the lesson: it waits for as long as that takes. */
    DEPENDENCY,
    /** FFmpeg, this machine or a defect: worth some more attempts, but not for ever. */
    OURS;

    public static Blame of(Throwable failure) {
        if (failure instanceof MediaException) {
            return MEDIA;
        }
        boolean local = failure instanceof RunFailedException
                || failure instanceof FileSystemException
                || failure instanceof UncheckedIOException;
        return !local && Faults.isDependency(failure) ? DEPENDENCY : OURS;
    }
}
