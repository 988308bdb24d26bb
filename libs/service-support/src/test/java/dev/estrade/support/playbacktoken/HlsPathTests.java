package dev.estrade.support.playbacktoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.support.playbacktoken.HlsPath.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HlsPathTests {

    @ParameterizedTest
    @CsvSource({
        "output.m3u8, MULTIVARIANT_PLAYLIST",
        "480p/index.m3u8, MEDIA_PLAYLIST",
        "audio/index.m3u8, MEDIA_PLAYLIST",
        "1080p/segment_000.ts, SEGMENT",
        "audio/segment_12345.ts, SEGMENT",
        "enc.key, CONTENT_KEY"
    })
    void knowsTheFilesOfALesson(String file, Kind kind) {
        assertThat(HlsPath.parse("/hls2/t/c/m/l1/" + file))
                .contains(new HlsPath(new Rel("t", "c", "m", "l1"), kind, file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hls2/t/c/m/l1",
                "/hls2/t/c/m/l1/",
                "/hls2/t/c/m/output.m3u8",
                "/hls2/t/c/m/l1/x/output.m3u8",
                "/hls2/t/c/m/l1/output.m3u8/",
                "/hls2/t/c/m/l1//output.m3u8",
                "/hls2//c/m/l1/output.m3u8",
                "/hls2/t/c/m/l1/./output.m3u8",
                "/hls2/t/c/m/l1/../l1/output.m3u8",
                "/hls2/t/c/m/l1%2foutput.m3u8",
                "/hls2/t/c/m/l1/output.m3u8%00",
                "/hls2/t/c/m/l1/output.m3u8;a=b",
                "/hls2/t/c/m/l1/OUTPUT.M3U8",
                "/hls2/t/c/m/l1/enc.key\n",
                "/hls2/t/c/m/l1/480p/enc.key",
                "/hls2/t/c/m/l1/480p/segment_1.ts",
                "/hls2/t/c/m/l1/480p/segment_000.m4s",
                "/hls2/t/c/m/l1/048p/segment_000.ts",
                "/hls2/t/c/m/l1/g1/480p/segment_000.ts",
                "/HLS2/t/c/m/l1/output.m3u8",
                "/hls/t/c/m/l1/output.m3u8",
                "hls2/t/c/m/l1/output.m3u8"
            })
    void knowsNothingElse(String path) {
        assertThat(HlsPath.parse(path)).isEmpty();
    }
}
