package dev.estrade.transcode.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.transcode.TranscodeProblem;
import dev.estrade.transcode.probe.FfmpegFaults;
import dev.estrade.transcode.probe.MediaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.FileSystemException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlameTests {

    static Stream<Arguments> isSorted() {
        return Stream.of(
                Arguments.of(new MediaException(TranscodeProblem.NOT_MEDIA, "x"), Blame.MEDIA),
                Arguments.of(ProblemException.of(CommonProblem.UNAVAILABLE, "x"), Blame.DEPENDENCY),
                Arguments.of(new ConnectException("x"), Blame.DEPENDENCY),
                Arguments.of(run(137, ""), Blame.OURS),
                Arguments.of(new FileSystemException("work", null, "No space left on device"), Blame.DISK),
                Arguments.of(run(228, "av_interleaved_write_frame(): No space left on device"), Blame.DISK),
                Arguments.of(new UncheckedIOException("Cannot start", new IOException("error=12")), Blame.OURS),
                Arguments.of(new IllegalStateException("a defect"), Blame.OURS));
    }

    @ParameterizedTest
    @MethodSource
    void isSorted(Throwable failure, Blame expected) {
        assertThat(Blame.of(failure)).isEqualTo(expected);
    }

    private static Throwable run(int exitCode, String errors) {
        FfmpegResult failed = new FfmpegResult(exitCode, FfmpegResult.End.EXITED, "", errors);
        try {
            return FfmpegFaults.ofMedia(failed, TranscodeProblem.NOT_MEDIA);
        } catch (IOException e) {
            return e;
        }
    }
}
