package dev.estrade.localstack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.services.RunState.RunningProcess;
import dev.estrade.localstack.services.RunState.RunningService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTests {
    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() {
        var home = new Home(folder);
        RunState state = stateOf(RunningProcess.of(ProcessHandle.current()));
        state.write(home);
        assertThat(RunState.read(home)).contains(state);
        assertThat(RunState.running(home)).isEqualTo(state);
    }

    @Test
    void takesAReusedProcessNumberForAnotherProcess() {
        var reused = new RunningProcess(ProcessHandle.current().pid(), Instant.parse("2001-01-01T00:00:00Z"));
        assertThat(reused.find()).isEmpty();
        assertThat(RunningProcess.of(ProcessHandle.current()).find()).isPresent();
    }

    @Test
    void knowsAProcessAgainAfterTheClockWasSet() {
        var self = RunningProcess.of(ProcessHandle.current());
        assertThat(new RunningProcess(self.pid(), self.started().minusSeconds(1)).find())
                .isPresent();
    }

    @Test
    void doesNotCallADeadStackRunning() {
        var home = new Home(folder);
        stateOf(new RunningProcess(ProcessHandle.current().pid(), Instant.EPOCH))
                .write(home);
        assertThatThrownBy(() -> RunState.running(home))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("No stack is running");
    }

    @Test
    void endsNothingButWhatTheStateNames() {
        var home = new Home(folder);
        stateOf(new RunningProcess(ProcessHandle.current().pid(), Instant.EPOCH))
                .write(home);
        Leftovers.end(home);
        assertThat(RunState.read(home)).isEmpty();
    }

    private static RunState stateOf(RunningProcess process) {
        var service = new RunningService(process, 8081, 9091);
        return new RunState(
                process,
                true,
                "http://localhost:8080",
                "issuer",
                "s3",
                "mongodb",
                "kafka",
                Map.of("catalog-service", service));
    }
}
