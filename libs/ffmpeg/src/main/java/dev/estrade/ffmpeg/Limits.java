package dev.estrade.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run may take of the machine at most, as options of util-linux' prlimit. The kernel ends what takes more. */
final class Limits {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Of addresses, not of memory: glibc reserves some for each thread, and FFmpeg has several threads per core. */
    private static final long ADDRESSES = (8L << 30) + CORES * (512L << 20);

    private static final Pattern LINE = Pattern.compile("(Max [a-z ]+?) {2,}\\S+ +(\\S+).*");
    private static final Map<String, String> HARD = hard(Path.of("/proc/self/limits"));

    private Limits() {}

    static List<String> of(FfmpegCommand command) {
        long cpuSeconds = command.timeLimit().toSeconds() * CORES + 1;
        List<String> options = new ArrayList<>();
        add(options, "--as", "Max address space", ADDRESSES);
        add(options, "--fsize", "Max file size", command.fileLimit());
        add(options, "--cpu", "Max cpu time", cpuSeconds);
        return options;
    }

    /** A stricter limit that this process has already stays: it cannot be raised, and prlimit would fail. */
    private static void add(List<String> options, String option, String name, long value) {
        String hard = HARD.getOrDefault(name, "0");
        if (hard.equals("unlimited") || hard.matches("\\d{1,18}") && Long.parseLong(hard) >= value) {
            options.add(option + "=" + value);
        }
    }

    private static Map<String, String> hard(Path limits) {
        try (Stream<String> lines = Files.lines(limits)) {
            Function<Matcher, String> name = line -> line.group(1);
            return lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toUnmodifiableMap(name, line -> line.group(2)));
        } catch (IOException noSuchFile) {
            return Map.of();
        }
    }
}
