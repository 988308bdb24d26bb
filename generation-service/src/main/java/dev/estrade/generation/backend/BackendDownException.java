package dev.estrade.generation.backend;

/** The backend answered, and what it said is its own fault: 5xx. */
final class BackendDownException extends RuntimeException {
    BackendDownException(int status) {
        super("The generation backend answered " + status + ".");
    }
}
