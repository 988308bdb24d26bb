package dev.estrade.model;

import java.util.ArrayList;
import java.util.List;

/** Promises that a history broke. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    /** @param kind what stays the same when a history is shortened */
    record Fault(String kind, String detail) {
        @Override
        public String toString() {
            return kind + ": " + detail;
        }
    }

    void add(String kind, String detail) {
        found.add(new Fault(kind, detail));
    }

    void require(boolean kept, String kind, String detail) {
        if (!kept) {
            add(kind, detail);
        }
    }

    List<Fault> found() {
        return found;
    }
}
