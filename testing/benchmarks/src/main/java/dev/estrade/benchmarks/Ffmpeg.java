package dev.estrade.benchmarks;

import dev.estrade.ffmpeg.FfmpegCommand;
import dev.estrade.ffmpeg.FfmpegProcess;
import dev.estrade.ffmpeg.FfmpegProgress;
import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The FFmpeg that transcode-service runs as well. Always at idle priority, as its background encoders are: whatever else
 * the machine does then slows both down alike.
 */
final class Ffmpeg {
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final Duration STALL = Duration.ofMinutes(5);

    private final FfmpegTools tools = FfmpegTools.locate(Clips.FOLDER.resolve("ffmpeg"));

    /** @return what it says on standard error */
    String run(Path folder, List<String> arguments) throws InterruptedException {
        return said(new FfmpegProcess(tools, command(folder, arguments)).run());
    }

    /** Says now and then how far it is. @param seconds of the whole result */
    void run(String title, int seconds, Path folder, List<String> arguments) throws InterruptedException {
        Waiting waiting = new Waiting(title);
        said(new FfmpegProcess(tools, command(folder, arguments))
                .runWithProgress(report -> waiting.at(percent(report, seconds))));
    }

    private static int percent(FfmpegProgress report, int seconds) {
        return (int) (report.outTime().toMillis() / 10 / seconds);
    }

    private static FfmpegCommand command(Path folder, List<String> arguments) {
        return FfmpegCommand.of(arguments).in(folder).within(LONGEST, STALL).atIdlePriority();
    }

    private static String said(FfmpegResult result) {
        if (!result.succeeded()) {
            throw new IllegalStateException("ffmpeg failed: " + result.end() + " " + result.errors());
        }
        return result.errors();
    }
}
