package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import java.util.List;
import java.util.Optional;

/** Services that outlived a stack which was killed. */
final class Leftovers {
    private Leftovers() {}

    /** Called under the home's lock: whatever the state file names belongs to a stack that is gone. */
    static void end(Home home) {
        RunState.read(home).ifPresent(state -> Processes.stop(alive(state)));
        RunState.delete(home);
    }

    static List<ProcessHandle> alive(RunState state) {
        return state.services().values().stream()
                .map(service -> service.process().find())
                .flatMap(Optional::stream)
                .toList();
    }
}
