package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stops a stack that runs in another process. */
public final class Shutdown {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Shutdown() {}

    /** @return whether there was anything to stop */
    public static boolean of(Home home) {
        Optional<RunState> state = RunState.read(home);
        if (state.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> stack = state.get().stack().find();
        stack.ifPresent(ProcessHandle::destroy);
        if (!Processes.awaitEnd(stack.stream().toList(), PATIENCE)) {
            stack.ifPresent(ProcessHandle::destroyForcibly);
        }
        List<ProcessHandle> left = Leftovers.alive(state.get());
        Processes.stop(left);
        RunState.delete(home);
        if (left.stream().anyMatch(ProcessHandle::isAlive)) {
            throw new StackException("Some services did not end; see ./estrade logs.");
        }
        return true;
    }
}
