package dev.estrade.transcode.work;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.transcode.TranscodeProblem;

/** Why a lesson stands still that nothing is wrong with. It goes on by itself when this is over. */
public enum Hindrance {
    /** The store or the database. */
    DEPENDENCY(CommonProblem.UNAVAILABLE),
    DISK(TranscodeProblem.DISK_FULL),
    /** It is tried again after a pause. */
    RUN(TranscodeProblem.CONVERSION_FAILED);

    private final ProblemCode problem;

    Hindrance(ProblemCode problem) {
        this.problem = problem;
    }

    public ProblemCode problem() {
        return problem;
    }
}
