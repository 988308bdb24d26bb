package dev.estrade.transcode.probe;

import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.transcode.TranscodeProblem;
import java.util.regex.Pattern;

/** Sorts failed runs by whose fault they are. FFmpeg has one exit code for most of them, so its words are read too. */
public final class FfmpegFaults {
    private static final Pattern CHANGED = Pattern.compile("HTTP error 412|HTTP error 404|Server returned 404");

    /** Of the store, the network and the disk; "End of file" is not among them, it is said of cut-off files. */
    private static final Pattern OURS = Pattern.compile("HTTP error (401|403|429|5\\d\\d)"
            + "|Server returned (401|403|429|5XX)|Connection refused|Connection reset|timed out|Failed to resolve"
            + "|Network is unreachable|No route to host|Stream ends prematurely|Input/output error"
            + "|No space left on device|Disk quota exceeded|Too many open files");

    /**
     * 126 and 127: it could not be started; 128 + n: signal n ended it, such as the kernel's SIGKILL when memory is
     * short. FFmpeg's own negated error numbers in this range are those of the network.
     */
    private static final int FIRST_UNSTARTED = 126;

    private static final int LAST_SIGNAL = 128 + 31;

    /** FFmpeg quotes its input, and a signed address must not come into a log. */
    private static final Pattern SIGNATURE = Pattern.compile("\\?\\S*");

    private FfmpegFaults() {}

    /**
     * The file's fault.
     *
     * @param otherwise what it is called unless FFmpeg is more precise
     * @throws RunFailedException if it is not the file's
     */
    public static MediaException ofMedia(FfmpegResult result, TranscodeProblem otherwise) throws RunFailedException {
        String errors = errors(result);
        String said = said(result);
        if (result.end() == FfmpegResult.End.EXITED && CHANGED.matcher(errors).find()) {
            return new MediaException(TranscodeProblem.SOURCE_GONE, said);
        }
        if (result.end() != FfmpegResult.End.EXITED
                || result.exitCode() >= FIRST_UNSTARTED && result.exitCode() <= LAST_SIGNAL
                || OURS.matcher(errors).find()) {
            throw new RunFailedException(said);
        }
        return new MediaException(otherwise, said);
    }

    /**
     * A source that breaks off is one that ends to FFmpeg, which pads the rest and succeeds.
     *
     * @throws RunFailedException if it is not the file's fault
     * @throws MediaException if the file has changed
     */
    public static void requireWhole(FfmpegResult result) throws RunFailedException {
        if (isBroken(result.errors())) {
            throw ofMedia(result, TranscodeProblem.UNSUPPORTED);
        }
    }

    /** @param errors what a run has said so far */
    public static boolean isBroken(String errors) {
        return OURS.matcher(errors).find() || CHANGED.matcher(errors).find();
    }

    /** How a run ended, for a log. */
    public static String said(FfmpegResult result) {
        return result.end() + " " + result.exitCode() + " " + errors(result);
    }

    private static String errors(FfmpegResult result) {
        return SIGNATURE.matcher(result.errors().strip()).replaceAll("?...");
    }
}
