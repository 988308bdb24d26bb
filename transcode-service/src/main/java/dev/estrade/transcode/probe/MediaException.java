package dev.estrade.transcode.probe;

import dev.estrade.transcode.TranscodeProblem;

/** The file's fault: trying again would end the same way. */
public final class MediaException extends RuntimeException {
    private final TranscodeProblem problem;

    /** @param cause what FFmpeg said, for the log */
    public MediaException(TranscodeProblem problem, String cause) {
        super(problem.code() + ": " + cause);
        this.problem = problem;
    }

    public TranscodeProblem problem() {
        return problem;
    }
}
