package dev.estrade.generation.job;

import dev.estrade.support.problem.ProblemCode;

/**
 * Why a job failed, or waits.
 *
 * @param code stable, from docs/errors.md
 * @param detail a sentence that the user understands
 */
public record Failure(String code, String detail) {
    private static final int LONGEST = 500;

    public static Failure of(ProblemCode code) {
        return new Failure(code.code(), code.title());
    }

    /** @param detail shortened where somebody else wrote it */
    public static Failure of(ProblemCode code, String detail) {
        return new Failure(code.code(), detail.substring(0, Math.min(LONGEST, detail.length())));
    }
}
