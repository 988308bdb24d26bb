package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The JavaScript of testing/browser, against the running stack. */
final class BrowserTests {
    private static final Stack STACK = Stack.running();
    private static final Path TESTS = Path.of(System.getProperty("estrade.root"), "testing", "browser");

    private BrowserTests() {}

    /** Runs a command in that folder, prints what it says, and fails if it does. */
    static void run(String lesson, String delivery, String... command) throws IOException, InterruptedException {
        run(Map.of("ESTRADE_LESSON_REL", lesson, "ESTRADE_DELIVERY", delivery), command);
    }

    /** @param more environment, besides where the gateway is and who the trainers are */
    static void run(Map<String, String> more, String... command) throws IOException, InterruptedException {
        Process tests = start(more, command);
        CompletableFuture<Void> printed = CompletableFuture.runAsync(
                () -> tests.inputReader(UTF_8).lines().forEach(line -> System.out.println("[browser] " + line)));
        boolean ended = tests.waitFor(10, MINUTES);
        tests.descendants().forEach(ProcessHandle::destroy);
        tests.destroy();
        printed.join();
        assertThat(ended).as("the browser tests end within ten minutes").isTrue();
        assertThat(tests.exitValue()).as("exit status of " + List.of(command)).isZero();
    }

    private static Process start(Map<String, String> more, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(TESTS.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "ESTRADE_HOME", STACK.home().toString(),
                        "ESTRADE_GATEWAY", STACK.gateway().toString(),
                        "ESTRADE_TRAINER_TOKEN", STACK.token("trainer"),
                        "ESTRADE_TRAINER2_TOKEN", STACK.token("trainer2")));
        builder.environment().putAll(more);
        return builder.start();
    }
}
