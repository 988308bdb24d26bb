package dev.estrade.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A thousand players that take 1 KiB a second: what they cost the services that serve them. */
final class SlowReaders {
    private static final int READERS = 1000;
    private static final int SECONDS = 20;
    private static final int SEGMENTS = 50;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int PAGE_BYTES = 4096;
    private static final Pattern PAGES = Pattern.compile("(?m)^TCP: .* mem (\\d+)");

    private final Map<String, String> headers;
    private final List<String> segments;

    /**
     * @param bytes that all received
     * @param kernelBytes that all sockets held at its end
     */
    private record Reading(long bytes, long kernelBytes) {}

    private SlowReaders(LargeLesson lesson) throws Exception {
        this.headers = lesson.headers();
        this.segments = lesson.segments(SEGMENTS);
    }

    static void run() throws Exception {
        try (LargeLesson lesson = LargeLesson.publish(new RunningStack())) {
            SlowReaders readers = new SlowReaders(lesson);
            for (int different : List.of(1, SEGMENTS)) {
                readers.measure(Server.PLAYBACK, List.of(Server.PLAYBACK), different);
                readers.measure(Server.GATEWAY, List.of(Server.GATEWAY, Server.PLAYBACK), different);
            }
        }
    }

    /** Anew each time: what a JVM has taken once it does not take again, and would not be seen. */
    private void measure(String asked, List<String> watched, int different) throws Exception {
        RunningStack stack = new RunningStack();
        for (String service : watched) {
            stack.restart(service);
        }
        stack = new RunningStack();
        int port = stack.port(asked);
        warmUp(port);
        try (ResidentMemory memory = ResidentMemory.of(stack, watched)) {
            memory.begin();
            long before = kernelBytes();
            Reading reading = readSlowly(port, segments.subList(0, different));
            System.out.printf(
                    "slow readers: %d of %s, %d different segments, %.1f KiB each; all sockets' growth in the kernel %d MiB%n",
                    READERS, asked, different, reading.bytes / 1024.0 / READERS, (reading.kernelBytes - before) >> 20);
            memory.report(READERS);
        }
    }

    private void warmUp(int port) throws IOException {
        try (HttpSocket socket = new HttpSocket(port)) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                for (String segment : segments) {
                    socket.exchange(HttpSocket.request(segment, headers));
                }
            }
        }
    }

    private Reading readSlowly(int port, List<String> paths) throws Exception {
        List<SlowReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                readers.add(new SlowReader(port, HttpSocket.request(paths.get(i % paths.size()), headers)));
            }
            long begin = System.nanoTime();
            for (int second = 1; second <= SECONDS; second++) {
                TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
                for (SlowReader reader : readers) {
                    reader.read();
                }
            }
            if (readers.stream().anyMatch(reader -> reader.received() == 0)) {
                throw new IllegalStateException("Not all were served");
            }
            return new Reading(readers.stream().mapToLong(SlowReader::received).sum(), kernelBytes());
        } finally {
            for (SlowReader reader : readers) {
                reader.close();
            }
        }
    }

    /** Of all TCP sockets on this machine, which no process's memory contains. */
    private static long kernelBytes() throws IOException {
        Matcher tcp = PAGES.matcher(Files.readString(Path.of("/proc/net/sockstat")));
        return tcp.find() ? Long.parseLong(tcp.group(1)) * PAGE_BYTES : 0;
    }
}
