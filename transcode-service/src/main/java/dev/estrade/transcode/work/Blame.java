package dev.estrade.transcode.work;

import dev.estrade.support.problem.Faults;
import dev.estrade.transcode.probe.MediaException;
import dev.estrade.transcode.probe.RunFailedException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;

/** Whose fault it is that a piece of work failed. */
public enum Blame {
    /** Trying again would end the same way. */
    MEDIA,
    /** The store or the database is away. Nothing is wrong with the lesson: it waits for as long as that takes. */
    DEPENDENCY,
    /** The same of this machine's disk. */
    DISK,
    /** FFmpeg, this machine or a defect: worth some more attempts, but not for ever. */
    OURS;

    /** As the kernel says it, to Java and to FFmpeg. */
    private static final Pattern FULL = Pattern.compile("No space left on device|Disk quota exceeded");

    public static Blame of(Throwable failure) {
        if (failure instanceof MediaException) {
            return MEDIA;
        }
        if (FULL.matcher(failure.toString()).find()) {
            return DISK;
        }
        boolean local = failure instanceof RunFailedException
                || failure instanceof FileSystemException
                || failure instanceof UncheckedIOException;
        return !local && Faults.isDependency(failure) ? DEPENDENCY : OURS;
    }
}
