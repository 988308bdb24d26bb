package dev.estrade.localstack;

import dev.estrade.localstack.services.RunState;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code up}: starts the stack in a process that outlives this one, and relays what it says until it is ready. */
final class Daemon {
    /** How the stack's own process begins the sentence that it ends with. */
    private static final String FAILURE = "estrade: ";

    private final Home home;
    private final Path projectRoot;
    private final PrintStream out;

    Daemon(Home home, Path projectRoot, PrintStream out) {
        this.home = home;
        this.projectRoot = projectRoot;
        this.out = out;
    }

    /** @return the state of the stack that runs now, started here or before */
    RunState up() throws InterruptedException {
        Optional<RunState> running = RunState.read(home).filter(this::isReady);
        if (running.isPresent()) {
            out.println("Already running: " + running.get().gateway());
            return running.get();
        }
        Path log = home.log("stack");
        try {
            Files.deleteIfExists(log);
            return awaitReady(launch(log), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch(Path log) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nohup"))) {
            command.add("/usr/bin/nohup");
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx192m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=25",
                "-Xss512k",
                "-Destrade.root=" + projectRoot));
        if (Runtime.version().feature() >= 19) {
            command.addAll(List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-Xlog:disable",
                    "-XX:SharedArchiveFile=" + home.folder("aot").resolve("local-stack.jsa")));
        }
        if (Runtime.version().feature() >= 23) {
            // Kafka unmaps its files by it; nobody who reads the log can do anything about that.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LocalStack.class.getName()));
        command.addAll(List.of("up", "--foreground"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        builder.environment().put("ESTRADE_HOME", home.root().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private RunState awaitReady(Process process, Path log) throws IOException, InterruptedException {
        long relayed = 0;
        while (process.isAlive()) {
            Optional<RunState> state = RunState.read(home)
                    .filter(found -> found.stack().pid() == process.pid())
                    .filter(this::isReady);
            relayed = relay(log, relayed);
            if (state.isPresent()) {
                Thread.sleep(300);
                relay(log, relayed);
                return state.get();
            }
            Thread.sleep(100);
        }
        relay(log, relayed);
        throw new StackException(Files.readString(log)
                .lines()
                .filter(line -> line.startsWith(FAILURE))
                .map(line -> line.substring(FAILURE.length()))
                .findFirst()
                .orElse("The stack did not start; its log is " + log + "."));
    }

    /** A process that was killed may still be listed, but its lock is gone. */
    private boolean isReady(RunState state) {
        return state.ready() && state.stack().find().isPresent() && StackLock.isTaken(home);
    }

    /** @return up to where the log has been printed */
    private long relay(Path log, long from) throws IOException {
        if (!Files.exists(log)) {
            return from;
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int whole = text.lastIndexOf('\n') + 1;
            new String(bytes, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith(FAILURE))
                    .forEach(out::println);
            return from + whole;
        }
    }
}
