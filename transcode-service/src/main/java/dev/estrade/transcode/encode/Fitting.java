package dev.estrade.transcode.encode;

/**
 * Scales pictures whose size may change in mid-stream, as a browser's recording of a screen does, to one size: those of
 * another shape get bars. Goes with {@code -reinit_filter 0} before the input: FFmpeg would begin all filters anew
 * otherwise, and lose count of the frames.
 */
public final class Fitting {
    /** What goes before the input. */
    public static final String KEEP_FILTERS = "-reinit_filter";

    /** Rungs have even sides, so their shape is the source's but for that. */
    private static final String SAME_SHAPE = "lt(abs(dar*%2$d/%1$d-1),0.03)";

    private Fitting() {}

    /** @param width @param height of the picture that comes out, in pixels */
    public static String filter(int width, int height) {
        String fitted = "scale=w='if(" + SAME_SHAPE + ",%1$d,2*trunc(min(%1$d,%2$d*dar)/2))'"
                + ":h='if(" + SAME_SHAPE + ",%2$d,2*trunc(min(%2$d,%1$d/dar)/2))':eval=frame:flags=bicubic,"
                + "pad=w=%1$d:h=%2$d:x=(ow-iw)/2:y=(oh-ih)/2:eval=frame";
        return fitted.formatted(width, height);
    }
}
