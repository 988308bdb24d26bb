package dev.estrade.localstack;

/** What went wrong, in one sentence for the person at the terminal. */
public final class StackException extends RuntimeException {
    public StackException(String sentence) {
        super(sentence);
    }

    public StackException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
