package dev.estrade.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/** Adds to a failure which services had ended and what they wrote: the machine it failed on may be gone with its logs. */
public final class Witness implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final Duration BEFORE = Duration.ofMinutes(2);

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable thrown) throws Throwable {
        throw withEvidence(thrown);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext test, Throwable thrown) throws Throwable {
        throw withEvidence(thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext test, Throwable thrown) throws Throwable {
        throw withEvidence(thrown);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext test, Throwable thrown) throws Throwable {
        throw withEvidence(thrown);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext test, Throwable thrown) throws Throwable {
        throw withEvidence(thrown);
    }

    private static Throwable withEvidence(Throwable thrown) {
        if (thrown instanceof TestAbortedException) {
            return thrown;
        }
        try {
            List<String> evidence = evidence(Stack.running());
            return evidence.isEmpty()
                    ? thrown
                    : new AssertionError(thrown.getMessage() + "\n" + String.join("\n", evidence), thrown);
        } catch (RuntimeException | LinkageError noStack) {
            thrown.addSuppressed(noStack);
            return thrown;
        }
    }

    private static List<String> evidence(Stack stack) {
        List<String> found = new ArrayList<>();
        Home home = new Home(stack.home());
        JsonNode services = stack.status().path("services");
        services.properties().stream()
                .filter(service -> !service.getValue().path("health").asString().equals("UP"))
                .forEach(service -> {
                    found.add(service.getKey() + " is "
                            + service.getValue().path("health").asString() + " and last wrote");
                    found.addAll(home.lastOf(service.getKey(), 12));
                });
        if (!found.isEmpty()) {
            found.addAll(home.lastOf("stack", 3));
        }
        found.addAll(home.errorsSince(Instant.now().minus(BEFORE), 5));
        return found;
    }
}
