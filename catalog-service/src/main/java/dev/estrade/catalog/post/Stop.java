package dev.estrade.catalog.post;

import org.jspecify.annotations.Nullable;

/**
 * The last attempt to stop a live.
 *
 * @param code why it was refused; null unless it was
 */
record Stop(
        String id,
        Outcome outcome,
        @Nullable String code,
        @Nullable String detail) {

    enum Outcome {
        OPEN,
        ACCEPTED,
        REFUSED
    }

    static Stop asked(String id) {
        return new Stop(id, Outcome.OPEN, null, null);
    }

    boolean isOpen() {
        return outcome == Outcome.OPEN;
    }

    boolean awaits(String stopId) {
        return isOpen() && id.equals(stopId);
    }

    Stop accepted() {
        return new Stop(id, Outcome.ACCEPTED, null, null);
    }

    Stop refused(String why, String sentence) {
        return new Stop(id, Outcome.REFUSED, why, sentence);
    }
}
