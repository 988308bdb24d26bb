package dev.estrade.localstack.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lines that change in place on a terminal, and are repeated now and then elsewhere. */
final class Screen {
    private static final Duration BETWEEN_REPEATS = Duration.ofSeconds(2);
    private static final int BAR_WIDTH = 24;

    private final PrintStream out;
    private final boolean terminal;
    private int shown;
    private Instant repeated = Instant.EPOCH;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static String bar(double fraction) {
        int full = (int) Math.round(Math.max(0, Math.min(1, fraction)) * BAR_WIDTH);
        return "[" + "#".repeat(full) + "-".repeat(BAR_WIDTH - full) + "]";
    }

    /** A line that stays. */
    void say(String line) {
        shown = 0;
        out.println(line);
        out.flush();
    }

    /** The last state of lines that changed until now. */
    void settle(List<String> lines) {
        repeated = Instant.EPOCH;
        show(lines);
        shown = 0;
    }

    /** Lines that the next call replaces, as long as there is no {@link #say} between. */
    void show(List<String> lines) {
        if (terminal) {
            out.print(shown == 0 ? "" : "\033[" + shown + "A");
            lines.forEach(line -> out.print("\r" + line + "\033[K\n"));
            shown = lines.size();
            out.flush();
        } else if (Instant.now().isAfter(repeated.plus(BETWEEN_REPEATS))) {
            lines.forEach(out::println);
            repeated = Instant.now();
        }
    }
}
