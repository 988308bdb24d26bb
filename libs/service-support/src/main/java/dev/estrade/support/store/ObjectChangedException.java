package dev.estrade.support.store;

/** An object that was pinned by its ETag is gone or holds other bytes now. */
public final class ObjectChangedException extends RuntimeException {
    public ObjectChangedException(String key) {
        super("Object " + key + " changed");
    }
}
