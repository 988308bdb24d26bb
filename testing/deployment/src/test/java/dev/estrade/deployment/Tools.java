package dev.estrade.deployment;

import java.util.concurrent.atomic.AtomicBoolean;

/** What {@code ./estrade tools} installs, once per test run. */
final class Tools {
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private Tools() {}

    static synchronized void install() {
        if (DONE.compareAndSet(false, true)) {
            Command.output(Files.ROOT.resolve("estrade").toString(), "tools");
        }
    }
}
