package dev.estrade.localstack;

import dev.estrade.localstack.infra.Infrastructure;
import dev.estrade.localstack.infra.PreferredPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code infra [--home <dir>]}: the embedded servers alone, on free ports, for tests. Prints one line of JSON, {@code
 * {"pid":…,"home":…,"environment":{"ESTRADE_…":…}}}, when all are ready, and stops when its standard input closes.
 */
final class InfraCommand {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    void run(Home home, InputStream in, PrintStream out) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
        watch(in);
        try (var lock = StackLock.take(home);
                var infrastructure = Infrastructure.start(home, Map.of(), PreferredPorts.any())) {
            out.println(JsonMapper.shared().writeValueAsString(Ready.of(home, infrastructure)));
            out.flush();
            stop.await();
        } finally {
            stopped.countDown();
        }
    }

    private record Ready(long pid, String home, Map<String, String> environment) {
        static Ready of(Home home, Infrastructure infrastructure) {
            return new Ready(ProcessHandle.current().pid(), home.root().toString(), infrastructure.environment());
        }
    }

    private void watch(InputStream in) {
        var watcher = new Thread(() -> awaitEnd(in), "parent-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void awaitEnd(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        stop.countDown();
    }

    private void stopAndWait() {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
