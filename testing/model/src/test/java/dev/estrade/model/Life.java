package dev.estrade.model;

import java.util.ArrayList;
import java.util.List;

/** A service from its start to its death. */
final class Life {
    private final String service;
    private final List<Runnable> whenOver = new ArrayList<>();
    private boolean over;

    Life(String service) {
        this.service = service;
    }

    String service() {
        return service;
    }

    boolean isOver() {
        return over;
    }

    /** @return what takes it back */
    Runnable whenOver(Runnable action) {
        whenOver.add(action);
        return () -> whenOver.remove(action);
    }

    void over() {
        over = true;
        List.copyOf(whenOver).forEach(Runnable::run);
    }
}
