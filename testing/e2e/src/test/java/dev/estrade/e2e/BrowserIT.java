package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uploads by a real Chromium: the tests themselves are the JavaScript of testing/browser. */
class BrowserIT {
    private static final Stack STACK = Stack.running();
    private static final Path TESTS = Path.of(System.getProperty("estrade.root"), "testing", "browser");

    @Test
    @Timeout(value = 11, unit = MINUTES)
    void uploadsFromABrowserInEveryWay() throws IOException, InterruptedException {
        Process npm = start();
        CompletableFuture<Void> printed = CompletableFuture.runAsync(
                () -> npm.inputReader(UTF_8).lines().forEach(line -> System.out.println("[browser] " + line)));
        boolean ended = npm.waitFor(10, MINUTES);
        npm.descendants().forEach(ProcessHandle::destroy);
        npm.destroy();
        printed.join();
        assertThat(ended).as("the browser tests end within ten minutes").isTrue();
        assertThat(npm.exitValue()).as("exit status of npm test").isZero();
    }

    private static Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("npm", "test", "--silent")
                .directory(TESTS.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "ESTRADE_GATEWAY", STACK.gateway().toString(),
                        "ESTRADE_TRAINER_TOKEN", STACK.token("trainer"),
                        "ESTRADE_TRAINER2_TOKEN", STACK.token("trainer2")));
        return builder.start();
    }
}
