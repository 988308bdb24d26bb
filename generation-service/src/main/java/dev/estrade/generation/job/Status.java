package dev.estrade.generation.job;

/** {@code PENDING → PROCESSING → INGESTING → COMPLETED}, or {@code FAILED}, {@code CANCELLED}; in the end {@code REMOVED}. */
public enum Status {
    /** The backend has not taken it yet. */
    PENDING,
    PROCESSING,
    /** The backend is done, the results are on their way into the platform's bucket. To users that is processing. */
    INGESTING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** Nobody sees it any more; objects and row go. */
    REMOVED;

    public boolean isOver() {
        return compareTo(COMPLETED) >= 0;
    }

    /** As users see it. */
    public String shown() {
        return this == INGESTING ? PROCESSING.name() : name();
    }
}
