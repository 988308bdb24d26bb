package dev.estrade.transcode.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegResult.End;
import dev.estrade.transcode.TranscodeProblem;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FfmpegFaultsTests {

    static Stream<Arguments> areOurs() {
        return Stream.of(
                Arguments.of(End.TIMED_OUT, 137, ""),
                Arguments.of(End.STALLED, 137, ""),
                Arguments.of(End.EXITED, 137, ""),
                Arguments.of(End.EXITED, 127, "setpriv: failed to execute ffmpeg: No such file or directory"),
                Arguments.of(End.EXITED, 8, "HTTP error 403 Forbidden"),
                Arguments.of(End.EXITED, 8, "Server returned 5XX Server Error reply"),
                Arguments.of(End.EXITED, 251, "http://store/x: Input/output error"),
                Arguments.of(End.EXITED, 228, "av_interleaved_write_frame(): No space left on device"));
    }

    @ParameterizedTest
    @MethodSource
    void areOurs(End end, int exitCode, String errors) {
        assertThatThrownBy(() -> sorted(end, exitCode, errors)).isInstanceOf(RunFailedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "183, moov atom not found, UNSUPPORTED",
        "183, End of file, UNSUPPORTED",
        "8, HTTP error 416 Requested Range Not Satisfiable, UNSUPPORTED",
        "8, HTTP error 412 Precondition Failed, SOURCE_GONE",
        "8, Server returned 404 Not Found, SOURCE_GONE"
    })
    void areTheFiles(int exitCode, String errors, TranscodeProblem expected) throws IOException {
        assertThat(sorted(End.EXITED, exitCode, errors).problem()).isEqualTo(expected);
    }

    @Test
    void neverRepeatASignature() throws IOException {
        assertThat(sorted(End.EXITED, 183, "http://store/x?X-Amz-Signature=abc: Invalid data"))
                .message()
                .doesNotContain("abc");
    }

    private static MediaException sorted(End end, int exitCode, String errors) throws IOException {
        return FfmpegFaults.ofMedia(new FfmpegResult(exitCode, end, "", errors), TranscodeProblem.UNSUPPORTED);
    }
}
