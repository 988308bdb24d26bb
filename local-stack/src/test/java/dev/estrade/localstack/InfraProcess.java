package dev.estrade.localstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** {@code local-stack infra} in a process of its own, as tests of other modules start it. */
final class InfraProcess implements AutoCloseable {
    private record Ready(long pid, String home, Map<String, String> environment) {}

    private final Process process;
    private final Ready ready;

    private InfraProcess(Process process, Ready ready) {
        this.process = process;
        this.ready = ready;
    }

    static InfraProcess start(Path home) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.estrade.localstack.LocalStack",
                        "infra",
                        "--home",
                        home.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new InfraProcess(process, JsonMapper.shared().readValue(output.readLine(), Ready.class));
    }

    String address(String name) {
        return ready.environment().getOrDefault(name, "");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Ends it as a parent's death does: by closing its standard input. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("infra did not stop when its standard input closed");
        }
    }
}
