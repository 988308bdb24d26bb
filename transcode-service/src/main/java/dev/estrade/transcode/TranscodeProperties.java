package dev.estrade.transcode;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process encodes.
 *
 * @param encoders FFmpeg runs at once; 0 is one per core
 * @param preset x264's speed, such as {@code veryfast}
 * @param workDir private and temporary; clear segments lie here until they are stored encrypted
 * @param ffmpegDir where the bundled FFmpeg is unpacked
 * @param maxDuration longer files are refused
 * @param copyCompliant whether the highest rung is the source's own bitstream where that plays as it is
 * @param lives recordings that are played while they arrive, at once; 0 is one per core
 * @param lease after which the work of a process that died is taken by another; renewed three times within it
 */
@ConfigurationProperties("estrade.transcode")
public record TranscodeProperties(
        @DefaultValue("0") int encoders,
        @DefaultValue("veryfast") String preset,
        Path workDir,
        Path ffmpegDir,
        @DefaultValue("12h") Duration maxDuration,
        @DefaultValue("true") boolean copyCompliant,
        @DefaultValue("0") int lives,
        @DefaultValue("30s") Duration lease) {

    public TranscodeProperties {
        encoders = orOnePerCore(encoders, "encoders");
        lives = orOnePerCore(lives, "lives");
    }

    private static int orOnePerCore(int count, String name) {
        if (count < 0) {
            throw new IllegalArgumentException("estrade.transcode." + name + " is 0 (one per core) or more");
        }
        return count == 0 ? Runtime.getRuntime().availableProcessors() : count;
    }
}
