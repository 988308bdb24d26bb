package dev.estrade.ffmpeg;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One report of {@code -progress}.
 *
 * @param frame frames written so far, of the first video output
 * @param outTime how far the output reaches; zero if FFmpeg does not know yet
 */
public record FfmpegProgress(long frame, Duration outTime) {

    /** Collects the lines of one report; it is whole when the {@code progress} line comes. */
    static final class Reader {
        private final Map<String, String> values = new HashMap<>();

        Optional<FfmpegProgress> accept(String line) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            values.put(line.substring(0, equals), line.substring(equals + 1).strip());
            if (!line.startsWith("progress=")) {
                return Optional.empty();
            }
            return Optional.of(
                    new FfmpegProgress(number("frame"), Duration.ofNanos(Math.max(0, number("out_time_us")) * 1000)));
        }

        private long number(String key) {
            try {
                return Long.parseLong(values.getOrDefault(key, "0"));
            } catch (NumberFormatException notYetKnown) {
                return 0;
            }
        }
    }
}
