package dev.estrade.model;

import java.util.ArrayList;
import java.util.List;

/** One thing that somebody does. @param seed of its details, so that it stays what it is when others are left out */
record Command(Kind kind, long seed) {

    enum Kind {
        /** Some films are announced, and most of them uploaded. */
        ANNOUNCE(12),
        CREATE(26),
        PATCH(16),
        REPLACE_VIDEO(7),
        DELETE_COURSE(10),
        FORM_LESSON(7),
        FORM_PRESENTATION(4),
        DELETE_UPLOAD(4),
        DELETE_BATCH(2),
        COMPLETE(2),
        /** Bytes arrive by a URL that is still good. */
        LATE_BYTES(2),
        SWEEP(6),
        DAY(2);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    private static final List<Kind> KINDS = weighted();

    private static List<Kind> weighted() {
        List<Kind> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < kind.weight; i++) {
                all.add(kind);
            }
        }
        return all;
    }

    /** A day's work of two trainers. */
    static List<Command> script(Choices choices) {
        List<Command> script = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            script.add(new Command(Kind.ANNOUNCE, choices.seed()));
        }
        int more = 3 + choices.below(8);
        for (int i = 0; i < more; i++) {
            script.add(new Command(choices.of(KINDS), choices.seed()));
        }
        return script;
    }
}
