package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs, as kept in {@code run.json}: addresses, and processes by number and start time (numbers are reused).
 *
 * @param s3 the endpoint that signed URLs name
 * @param ready whether every service has answered that it is
 */
public record RunState(
        RunningProcess stack,
        boolean ready,
        String gateway,
        String issuer,
        String s3,
        String mongodb,
        String kafka,
        Map<String, RunningService> services) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param started when it started, as the operating system says; the epoch if it does not say */
    public record RunningProcess(long pid, Instant started) {
        /** The system counts from its own start, and tells that anew whenever its clock is set. */
        private static final Duration SAME = Duration.ofMinutes(1);

        static RunningProcess of(ProcessHandle process) {
            return new RunningProcess(process.pid(), startOf(process));
        }

        /** The process, if it still runs and is not another one under the same number. */
        public Optional<ProcessHandle> find() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(found ->
                            Duration.between(started, startOf(found)).abs().compareTo(SAME) < 0);
        }

        private static Instant startOf(ProcessHandle process) {
            return process.info().startInstant().orElse(Instant.EPOCH);
        }
    }

    public record RunningService(RunningProcess process, int port, int managementPort) {}

    /** Where its web app is. */
    public String studio() {
        return gateway + "/studio/";
    }

    static Path file(Home home) {
        return home.file("run.json");
    }

    /** @return empty if no stack was started here, or it was stopped in order */
    public static Optional<RunState> read(Home home) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file(home)), RunState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new StackException(file(home) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws StackException if no stack runs here */
    public static RunState running(Home home) {
        return read(home)
                .filter(state -> state.stack().find().isPresent())
                .orElseThrow(() ->
                        new StackException("No stack is running on " + home.root() + "; ./estrade up starts one."));
    }

    void write(Home home) {
        try {
            Path written = Files.writeString(file(home).resolveSibling("run.json.new"), JSON.writeValueAsString(this));
            Files.move(written, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Home home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
