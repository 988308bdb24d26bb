package dev.estrade.localstack.services;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One line per thing that happened, with the seconds since the start. */
final class Progress {
    private final PrintStream out;
    private final Instant begun = Instant.now();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, "%7.1f s  %s", seconds, line));
        out.flush();
    }
}
