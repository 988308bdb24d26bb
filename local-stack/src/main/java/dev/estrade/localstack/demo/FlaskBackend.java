package dev.estrade.localstack.demo;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.infra.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The generation backend of examples/flask-backend, beside the stack for as long as it is needed. */
final class FlaskBackend implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Process process;
    private final Path log;

    private FlaskBackend(Process process, Path log) {
        this.process = process;
        this.log = log;
        // An interrupted demo leaves nothing that runs.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** @param address at which generation-service looks for it */
    static FlaskBackend start(Home home, Path projectRoot, URI address) throws InterruptedException {
        if (answers(address)) {
            throw new StackException(
                    "Port " + address.getPort() + " is taken, where the backend of the demo would be.");
        }
        Path log = home.log("flask-backend");
        Path folder = projectRoot.resolve("examples").resolve("flask-backend");
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("run").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        Path ffmpeg = FfmpegTools.locate(home.folder("ffmpeg")).launcher(home.folder("flask-backend"));
        builder.environment().put("PORT", String.valueOf(address.getPort()));
        builder.environment().put("DATA_DIR", home.folder("flask-backend").toString());
        builder.environment().put("FFMPEG", ffmpeg.toString());
        builder.environment().put("WEBHOOK_SECRET", secret(home));
        try {
            var backend = new FlaskBackend(builder.start(), log);
            backend.awaitAnswer(address);
            return backend;
        } catch (IOException e) {
            throw new StackException(folder + " cannot be run: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer(URI address) throws InterruptedException {
        Instant end = Instant.now().plus(STARTING);
        while (!answers(address)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new StackException("The generation backend did not start: " + lastLine() + " (" + log + ")");
            }
            Thread.sleep(100);
        }
    }

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(URI address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The current one, if there are several. */
    private static String secret(Home home) {
        return Secrets.of(home).get("ESTRADE_WEBHOOK_SECRETS").split("[,\\s]+", -1)[0];
    }
}
