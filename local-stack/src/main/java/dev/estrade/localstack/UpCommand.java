package dev.estrade.localstack;

import dev.estrade.localstack.services.Stack;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@code up --foreground}: runs the stack in this process until it is interrupted. */
final class UpCommand {
    private final CountDownLatch stopped = new CountDownLatch(1);

    void run(Home home, Path projectRoot, Map<String, String> environment, PrintStream out) {
        Thread runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruptAndWait(runner), "stop"));
        try (var lock = StackLock.take(home);
                var stack = new Stack(home, projectRoot, environment, out)) {
            stack.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void interruptAndWait(Thread runner) {
        runner.interrupt();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
