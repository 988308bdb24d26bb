package dev.estrade.generation.job;

/** What is to be done next for a job. */
public enum Step {
    /** Send it to the backend. */
    DISPATCH,
    /** Ask the backend about it. */
    ASK,
    /** Bring its results in. */
    INGEST,
    /** Take away what is not needed any more. */
    TIDY,
    NONE
}
