package dev.estrade.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One ffmpeg process of transcode-service. */
final class EncoderRun {
    private static final double TICKS_PER_SECOND = 100;
    private static final String PATTERN = "/segment_%03d.ts";

    private final Path status;
    private final @Nullable Path folder;
    private final List<String> arguments;
    private volatile double cpuSeconds;

    EncoderRun(long pid, List<String> arguments) {
        this.status = Path.of("/proc/" + pid + "/stat");
        this.folder = folder(pid);
        this.arguments = arguments;
    }

    /** As such as {@code 480p/12}: all that it was started to make, whether it could or not. */
    List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String rendition : renditions()) {
            for (int i = 0; i < count(); i++) {
                segments.add(rendition + "/" + (first() + i));
            }
        }
        return segments;
    }

    /** What it had begun, and nobody has taken from its folder. */
    List<String> leftBehind() {
        Path made = folder;
        return made == null
                ? List.of()
                : segments().stream()
                        .filter(segment -> Files.exists(made.resolve(file(segment))))
                        .toList();
    }

    /** Until the last look. */
    double cpuSeconds() {
        return cpuSeconds;
    }

    /** Takes the time while there is a process to ask. */
    void look() {
        try {
            String line = Files.readString(status);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            cpuSeconds = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException ended) {
            // What it said last stays.
        }
    }

    private static String file(String segment) {
        int slash = segment.indexOf('/');
        int number = Integer.parseInt(segment.substring(slash + 1));
        return segment.substring(0, slash) + PATTERN.formatted(number);
    }

    private static @Nullable Path folder(long pid) {
        try {
            return Path.of("/proc/" + pid + "/cwd").toRealPath();
        } catch (IOException ended) {
            return null;
        }
    }

    private List<String> renditions() {
        return arguments.stream()
                .filter(one -> one.endsWith(PATTERN))
                .map(one -> one.substring(0, one.length() - PATTERN.length()))
                .toList();
    }

    private int first() {
        return Integer.parseInt(after("-segment_start_number"));
    }

    /** A picture's segments begin where key frames are forced, the sound's where it is cut. */
    private int count() {
        return arguments.contains("-segment_times")
                ? after("-segment_times").split(",", -1).length + 1
                : after("-force_key_frames").split("eq\\(", -1).length - 1;
    }

    private String after(String option) {
        return arguments.get(arguments.indexOf(option) + 1);
    }
}
