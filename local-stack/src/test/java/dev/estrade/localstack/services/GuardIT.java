package dev.estrade.localstack.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardIT {
    @TempDir
    private Path home;

    @Test
    void endsTheServicesOfAKilledStack() throws Exception {
        Process stack = new ProcessBuilder(
                        JavaRuntime.program(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Guarded.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(stack.getInputStream(), StandardCharsets.UTF_8));
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        stack.destroyForcibly().waitFor();

        assertThat(Processes.awaitEnd(List.of(child), Duration.ofSeconds(20))).isTrue();
    }
}
