package dev.estrade.ffmpeg;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the programs are.
 *
 * @param environment variables that both programs need to find their libraries; empty for an operator's own FFmpeg
 */
public record FfmpegTools(Path ffmpeg, Path ffprobe, Map<String, String> environment) {

    /**
     * The operator's own FFmpeg ({@code ESTRADE_FFMPEG} names the ffmpeg program, ffprobe lies beside it), else the
     * bundled one, unpacked on first use.
     *
     * @param cacheDir survives restarts if possible; about 90 MB
     * @throws FfmpegUnavailableException if there is neither
     */
    public static FfmpegTools locate(Path cacheDir) {
        return locate(System.getenv("ESTRADE_FFMPEG"), cacheDir, Platform.current());
    }

    static FfmpegTools locate(@Nullable String own, Path cacheDir, Platform platform) {
        if (own != null && !own.isBlank()) {
            return beside(Path.of(own.strip()), platform);
        }
        Path folder = new BundledPrograms(platform).unpackInto(cacheDir);
        return new FfmpegTools(
                folder.resolve(platform.program("ffmpeg")),
                folder.resolve(platform.program("ffprobe")),
                platform.libraryPath(folder.toString()));
    }

    private static FfmpegTools beside(Path ffmpeg, Platform platform) {
        Path ffprobe = ffmpeg.toAbsolutePath().resolveSibling(platform.program("ffprobe"));
        if (!Files.isExecutable(ffmpeg) || !Files.isExecutable(ffprobe)) {
            throw new FfmpegUnavailableException(
                    "ESTRADE_FFMPEG must name an ffmpeg program with ffprobe beside it, and " + ffmpeg
                            + " is not one.");
        }
        return new FfmpegTools(ffmpeg.toAbsolutePath(), ffprobe, Map.of());
    }
}
