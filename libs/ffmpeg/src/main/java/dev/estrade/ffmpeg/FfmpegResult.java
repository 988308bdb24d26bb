package dev.estrade.ffmpeg;

/**
 * How a run ended.
 *
 * @param exitCode the program's own; meaningless unless {@code end} is {@code EXITED}
 * @param output standard output as UTF-8, cut off at 4 MB; empty where it carried progress
 * @param errors the last 16 KB of standard error
 */
public record FfmpegResult(int exitCode, End end, String output, String errors) {

    /** Who ended the run. */
    public enum End {
        EXITED,
        /** Killed: the time limit passed. */
        TIMED_OUT,
        /** Killed: no progress for too long. */
        STALLED,
        /** Killed by {@link FfmpegProcess#stop}. */
        STOPPED
    }

    public boolean succeeded() {
        return end == End.EXITED && exitCode == 0;
    }
}
