package dev.estrade.support.outbound;

/** A call that was not made, or an answer that was not taken. The message says why and holds no secret. */
public final class OutboundException extends RuntimeException {
    /** Why. */
    public enum Reason {
        /** Scheme, credentials, host or port of the URL. */
        URL_REFUSED,
        /** The host is, or resolves to, an address that is not public. */
        ADDRESS_REFUSED,
        /** The host's name has no address, or nobody could say. */
        HOST_UNKNOWN,
        /** The answer is of another type than was asked for. */
        TYPE_REFUSED,
        /** The answer is larger than was asked for. */
        TOO_LARGE
    }

    private final Reason reason;

    OutboundException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
