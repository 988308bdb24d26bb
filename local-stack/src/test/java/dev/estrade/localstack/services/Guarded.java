package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import java.io.IOException;
import java.nio.file.Path;

/** Started by {@link GuardIT} to be killed: a parent with one child. */
final class Guarded {
    private Guarded() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var home = new Home(Path.of(arguments[0]));
        var guard = new Guard(home);
        Process child = new ProcessBuilder("sh", "-c", "while :; do sleep 1; done", Guard.marker(home)).start();
        guard.watch(child);
        System.out.println(child.pid());
        Thread.sleep(60_000);
    }
}
